import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { Link, MemoryRouter, useNavigate } from "react-router";
import { beforeAll, expect, test, vi } from "vitest";
import type { Listed, Query } from "./AdminApi";
import { Table } from "./Table";

// Numbers are written as is usual in it
beforeAll(() => i18next.use(initReactI18next).init({ lng: "en" }));

type Load = (query: Query, after?: string, limit?: number) => Promise<Listed<string>>;

function Back() {
  const go = useNavigate();
  return <button onClick={() => void go(-1)}>back</button>;
}

function show() {
  const load = vi.fn<Load>(() => Promise.resolve({ rows: ["a row"] }));
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <MemoryRouter initialEntries={["/?q=carol"]}>
          <Table<string>
            name="people"
            title="People"
            columns={[{ name: "name", title: "Name", cell: (row) => row, text: (row) => row }]}
            searches="Name or username"
            usual={{ sort: "name", order: "asc" }}
            load={load}
            idOf={(row) => row}
            none="Nobody"
          />
          <Link to="/?q=dave">dave</Link>
          <Back />
        </MemoryRouter>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return load;
}

test("The field shows what is looked for, also after a link and on the way back", async () => {
  const load = show();
  const field = screen.getByRole<HTMLInputElement>("searchbox");
  expect(field.value).toBe("carol");

  await userEvent.click(screen.getByText("dave"));
  await waitFor(() => expect(field.value).toBe("dave"));
  await userEvent.type(field, " d");
  await expect.poll(() => load.mock.lastCall?.[0].q, { timeout: 4000 }).toBe("dave d");
  expect(field.value).toBe("dave d");
  await userEvent.click(screen.getByText("back"));

  await waitFor(() => expect(field.value).toBe("carol"));
});
