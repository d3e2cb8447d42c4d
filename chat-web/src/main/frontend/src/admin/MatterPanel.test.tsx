import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import i18next from "i18next";
import { beforeAll, expect, test, vi } from "vitest";
import { WorkspaceContext } from "@/shell/context";
import type { Workspace } from "@/shell/Workspace";
import type { AdminApi } from "./AdminApi";
import type { Finding, LegalMatter } from "./compliance";
import { MatterPanel } from "./MatterPanel";
import { AdminContext } from "./useAdmin";

const at = "2026-11-26T18:00:00Z";
const matter: LegalMatter = { id: 9, name: "Paint", keywords: [], opened: { by: 7, at } };

// Times are written as is usual in it
beforeAll(() => i18next.init({ lng: "en" }));

function finding(seq: number, body: string): Finding {
  return { conversation: 4, seq, sender: 7, at, format: "plain", body, earlier: [] };
}

function show(searchMatter: AdminApi["searchMatter"]) {
  const workspace = {
    api: { me: () => Promise.resolve({ actions: ["search-content"] }) },
    people: { subscribe: () => () => undefined, version: 0, get: () => undefined },
  };
  const api = {
    matter: () => Promise.resolve(matter),
    holds: () => Promise.resolve({ holds: [] }),
    searchMatter,
  };
  render(
    <MantineProvider env="test">
      <WorkspaceContext value={workspace as unknown as Workspace}>
        <QueryClientProvider client={new QueryClient()}>
          <AdminContext value={api as unknown as AdminApi}>
            <MatterPanel id={matter.id} onClose={vi.fn()} />
          </AdminContext>
        </QueryClientProvider>
      </WorkspaceContext>
    </MantineProvider>,
  );
}

test("All that is found can be seen; each page is asked for by hand, with the reason of the first", async () => {
  const after = { conversation: 4, seq: 50 };
  const search = vi
    .fn<AdminApi["searchMatter"]>()
    .mockResolvedValueOnce({ found: [finding(50, "The first")], next: after })
    .mockResolvedValueOnce({ found: [finding(51, "The last")] });
  show(search);

  await userEvent.type(await screen.findByLabelText("matters.reason"), "Case 4711");
  await userEvent.type(screen.getByLabelText("matters.words"), "blue paint");
  await userEvent.click(screen.getByRole("button", { name: "matters.look" }));
  expect(await screen.findByText("The first")).toBeTruthy();
  await userEvent.type(screen.getByLabelText("matters.reason"), "; another");
  await userEvent.click(screen.getByRole("button", { name: "table.more" }));

  expect(await screen.findByText("The last")).toBeTruthy();
  expect(screen.getByText("The first")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "table.more" })).toBeNull();
  const wish = { reason: "Case 4711", words: ["blue", "paint"] };
  expect(search.mock.calls).toEqual([
    [9, wish],
    [9, { ...wish, after }],
  ]);
});
