import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { WorkspaceContext } from "@/shell/context";
import type { Workspace } from "@/shell/Workspace";
import type { AdminApi } from "./AdminApi";
import type { Finding, LegalMatter } from "./compliance";
import { MatterPanel } from "./MatterPanel";
import { AdminContext } from "./useAdmin";

const at = "2026-11-26T18:00:00Z";
const matter: LegalMatter = { id: 9, name: "Paint", keywords: [], opened: { by: 7, at } };

// Times and numbers are written as is usual in it
beforeAll(() => i18next.use(initReactI18next).init({ lng: "en" }));
afterEach(cleanup);

function finding(seq: number, body: string): Finding {
  return { conversation: 4, seq, sender: 7, at, format: "plain", body, earlier: [] };
}

function show(searchMatter: AdminApi["searchMatter"], sampleMatter?: AdminApi["sampleMatter"]) {
  const workspace = {
    api: { me: () => Promise.resolve({ actions: ["search-content"] }) },
    people: { subscribe: () => () => undefined, version: 0, get: () => undefined },
  };
  const api = {
    matter: () => Promise.resolve(matter),
    holds: () => Promise.resolve({ holds: [] }),
    searchMatter,
    sampleMatter,
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

test("A sample is taken where its size is said, and it is told of how many", async () => {
  const sample = vi
    .fn<AdminApi["sampleMatter"]>()
    .mockResolvedValue({ found: [finding(50, "Any")], of: 90, seed: 7 });
  const search = vi.fn<AdminApi["searchMatter"]>();
  show(search, sample);

  await userEvent.type(await screen.findByLabelText("matters.reason"), "Case 4711");
  await userEvent.type(screen.getByLabelText("matters.sample"), "20");
  await userEvent.click(screen.getByRole("button", { name: "matters.look" }));

  expect(await screen.findByText("Any")).toBeTruthy();
  expect(screen.getByText("matters.sampled")).toBeTruthy();
  expect(sample.mock.calls).toEqual([[9, { reason: "Case 4711", words: [], limit: 20 }]]);
  expect(search).not.toHaveBeenCalled();
});

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
