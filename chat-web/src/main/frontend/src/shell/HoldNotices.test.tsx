import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import i18next from "i18next";
import { MemoryRouter } from "react-router";
import { beforeAll, expect, test, vi } from "vitest";
import type { HoldNotice } from "@/wire/Api";
import { WorkspaceContext } from "./context";
import { HoldNotices } from "./HoldNotices";
import HoldNoticesDialog from "./HoldNoticesDialog";
import type { Workspace } from "./Workspace";

const at = "2026-11-26T18:00:00Z";
const fresh: HoldNotice = { hold: 7, text: "Keep what you wrote about paint.", placed: at };

// Times are written as is usual in it
beforeAll(() => i18next.init({ lng: "en" }));

/** The server's part of it: what is acknowledged stays so. */
function show(...notices: HoldNotice[]) {
  const api = {
    holdNotices: () => Promise.resolve({ notices: [...notices] }),
    acknowledgeHold: vi.fn((hold: number) => {
      const found = notices.findIndex((notice) => notice.hold === hold);
      notices[found] = { ...notices[found]!, acknowledged: at };
      return Promise.resolve();
    }),
  };
  render(
    <MantineProvider env="test">
      <WorkspaceContext value={{ api } as unknown as Workspace}>
        <QueryClientProvider client={new QueryClient()}>
          <MemoryRouter>
            <HoldNotices />
            <HoldNoticesDialog onClose={vi.fn()} />
          </MemoryRouter>
        </QueryClientProvider>
      </WorkspaceContext>
    </MantineProvider>,
  );
  return api;
}

test("A notice is pointed to until one has said that one has read it", async () => {
  const api = show(fresh);

  expect(await screen.findByText("holdNotices.waiting")).toBeTruthy();
  expect(screen.getByText(fresh.text)).toBeTruthy();
  await userEvent.click(screen.getByRole("button", { name: "holdNotices.acknowledge" }));

  await waitFor(() => expect(screen.queryByText("holdNotices.waiting")).toBeNull());
  expect(screen.getByText("holdNotices.acknowledged")).toBeTruthy();
  expect(api.acknowledgeHold).toHaveBeenCalledWith(7);
});

test("What is over or was read can be looked up, and is not pointed to", async () => {
  show({ ...fresh, acknowledged: at }, { hold: 6, text: "The one before.", placed: at, released: at });

  expect(await screen.findByText("The one before.")).toBeTruthy();
  expect(screen.queryByText("holdNotices.waiting")).toBeNull();
  expect(screen.queryByRole("button", { name: "holdNotices.acknowledge" })).toBeNull();
});
