import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { WorkspaceContext } from "@/shell/context";
import type { Workspace } from "@/shell/Workspace";
import type { AdminApi } from "./AdminApi";
import type { Clearance, Finding, LegalMatter } from "./compliance";
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

function show(
  searchMatter: AdminApi["searchMatter"],
  more?: Partial<
    Pick<
      AdminApi,
      "sampleMatter" | "review" | "clearances" | "clearancePolicy" | "decideClearance" | "revokeClearance"
    >
  >,
) {
  const workspace = {
    me: { id: 7 },
    api: { me: () => Promise.resolve({ actions: ["search-content", "give-clearance"] }) },
    people: { subscribe: () => () => undefined, version: 0, get: () => undefined },
  };
  const api = {
    matter: () => Promise.resolve(matter),
    holds: () => Promise.resolve({ holds: [] }),
    searchMatter,
    clearances: () => Promise.resolve({ clearances: [] }),
    clearancePolicy: () => Promise.resolve({ needed: false }),
    ...more,
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
  show(search, { sampleMatter: sample });

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
    .mockResolvedValueOnce({
      found: [
        { ...finding(50, "The first"), takenBack: [{ kind: "reaction", by: 8, emoji: "🎉", taken: at }] },
      ],
      next: after,
    })
    .mockResolvedValueOnce({ found: [finding(51, "The last")] });
  show(search);

  await userEvent.type(await screen.findByLabelText("matters.reason"), "Case 4711");
  await userEvent.type(screen.getByLabelText("matters.words"), "blue paint");
  await userEvent.click(screen.getByRole("button", { name: "matters.look" }));
  expect(await screen.findByText("The first")).toBeTruthy();
  expect(screen.getByText(/matters.takenBack.reaction/).textContent).toMatch(/^🎉/);
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

test("What is found is worked through by the keys alone, and what is said of it stays", async () => {
  const search = vi
    .fn<AdminApi["searchMatter"]>()
    .mockResolvedValue({ found: [finding(50, "The first"), finding(51, "The last")] });
  const review = vi
    .fn<AdminApi["review"]>()
    .mockRejectedValueOnce(new Error("away"))
    .mockImplementation((_, __, wish) => Promise.resolve({ ...wish, marked: { by: 7, at } }));
  show(search, { review });
  fireEvent.change(await screen.findByLabelText("matters.reason"), { target: { value: "Case 4711" } });
  fireEvent.change(screen.getByLabelText("matters.tag"), { target: { value: "open" } });
  fireEvent.click(screen.getByText("matters.look"));
  const [first, last] = await within(
    await screen.findByRole("list", { name: "matters.found" }),
  ).findAllByRole("listitem");

  first!.focus();
  await userEvent.keyboard("jt");
  // A letter in a field is text
  await userEvent.keyboard("j");
  expect(screen.getByLabelText<HTMLInputElement>("matters.tags").value).toBe("j");
  fireEvent.change(screen.getByLabelText("matters.tags"), { target: { value: "just, privileged ," } });
  await userEvent.keyboard("{Enter}");
  expect(await screen.findByText("app.failed")).toBeTruthy();
  await userEvent.keyboard("{Enter}");

  expect(await within(last!).findByText("privileged")).toBeTruthy();
  expect(within(last!).getByText("just")).toBeTruthy();
  expect(document.activeElement).toBe(last);
  await userEvent.keyboard("n{Escape}k");
  expect(document.activeElement).toBe(first);
  await userEvent.keyboard("n");
  fireEvent.change(screen.getByLabelText("matters.reviewNote"), { target: { value: "Ask\ncounsel" } });
  await userEvent.keyboard("{Control>}{Enter}{/Control}");

  expect(await within(first!).findByText(/Ask\s+counsel/)).toBeTruthy();
  expect(search.mock.calls).toEqual([[9, { reason: "Case 4711", words: [], tag: "open" }]]);
  expect(review.mock.calls.map(([, { seq }, wish]) => [seq, wish])).toEqual([
    [51, { tags: ["just", "privileged"] }],
    [51, { tags: ["just", "privileged"] }],
    [50, { tags: [], note: "Ask\ncounsel" }],
  ]);
});

test("One looks by the clearance that another has given, and decides about those of others only", async () => {
  const wish = { matter: 9, reason: "Case 4711", hours: 24 };
  const own = { ...wish, id: 3, state: "requested", requested: { by: 7, at } } as const;
  const others = { ...own, id: 4, requested: { by: 8, at } };
  const given = {
    ...own,
    id: 2,
    state: "given",
    decided: { by: 8, at },
    ends: "2999-01-01T00:00:00Z",
  } as const;
  const over = { ...given, id: 1, ends: at };
  const decide = vi.fn<AdminApi["decideClearance"]>().mockResolvedValue({ ...others, state: "denied" });
  const search = vi.fn<AdminApi["searchMatter"]>().mockResolvedValue({ found: [finding(50, "Blue")] });
  show(search, {
    clearances: () => Promise.resolve({ clearances: [others, own, given, over] }),
    decideClearance: decide,
  });

  await userEvent.click(await screen.findByRole("button", { name: "clearances.give" }));
  expect(decide.mock.calls).toEqual([[4, "give"]]);
  expect(screen.getByText("clearances.states.over")).toBeTruthy();
  await userEvent.type(screen.getByLabelText("matters.reason"), "Case 4711");
  expect(
    [...screen.getByLabelText<HTMLSelectElement>("clearances.by").options].map(({ value }) => value),
  ).toEqual(["2", ""]);
  await userEvent.click(screen.getByRole("button", { name: "matters.look" }));

  expect(await screen.findByText("Blue")).toBeTruthy();
  expect(search.mock.calls).toEqual([[9, { reason: "Case 4711", words: [], clearance: 2 }]]);
});

test("Nobody looks whom no other has cleared, where that is needed", async () => {
  show(vi.fn<AdminApi["searchMatter"]>(), { clearancePolicy: () => Promise.resolve({ needed: true }) });

  fireEvent.change(await screen.findByLabelText("matters.reason"), { target: { value: "Case 4711" } });

  expect(await screen.findByText("clearances.needed")).toBeTruthy();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "matters.look" }).disabled).toBe(true);
});

test("A clearance is taken back by who has requested or given it, and nothing found by it stays to be seen", async () => {
  const others = {
    id: 4,
    matter: 9,
    reason: "Case 12",
    hours: 24,
    state: "given",
    ends: "2999-01-01T00:00:00Z",
  };
  const given = [
    { ...others, requested: { by: 8, at }, decided: { by: 6, at } },
    { ...others, id: 3, requested: { by: 8, at }, decided: { by: 7, at } },
    { ...others, id: 2, requested: { by: 7, at }, decided: { by: 8, at } },
  ] as Clearance[];
  const back = new Set<number>();
  const revoke = vi.fn<AdminApi["revokeClearance"]>((id) => {
    back.add(id);
    return Promise.resolve();
  });
  show(vi.fn<AdminApi["searchMatter"]>().mockResolvedValue({ found: [finding(50, "Blue")] }), {
    clearances: () =>
      Promise.resolve({
        clearances: given.map((one) =>
          back.has(one.id) ? { ...one, state: "revoked", ends: at, revoked: { by: 7, at } } : one,
        ),
      }),
    revokeClearance: revoke,
  });
  fireEvent.change(await screen.findByLabelText("matters.reason"), { target: { value: "Case 4711" } });
  await screen.findByLabelText("clearances.by");
  fireEvent.click(screen.getByText("matters.look"));
  expect(await screen.findByText("Blue")).toBeTruthy();

  const buttons = screen.getAllByRole("button", { name: "clearances.takeBack …" });
  expect(buttons).toHaveLength(2);
  fireEvent.click(buttons[1]!);
  expect(await screen.findByText("clearances.takeBackText")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "clearances.takeBack" }));

  expect(await screen.findByText("clearances.states.revoked")).toBeTruthy();
  expect(screen.queryByText("Blue")).toBeNull();
  expect(revoke.mock.calls).toEqual([[2]]);
});
