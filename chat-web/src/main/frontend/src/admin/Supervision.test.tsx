import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { WorkspaceContext } from "@/shell/context";
import type { Workspace } from "@/shell/Workspace";
import type { AdminApi } from "./AdminApi";
import type { SupervisionItem, SupervisionRule } from "./compliance";
import { Supervision } from "./Supervision";
import { AdminContext } from "./useAdmin";

const at = "2026-11-26T18:00:00Z";

// Fields that grow wait for fonts
Object.defineProperty(document, "fonts", { value: new EventTarget() });

// Times and numbers are written as is usual in it
beforeAll(() => i18next.use(initReactI18next).init({ lng: "en" }));
afterEach(cleanup);

const staff = [
  { id: 2, username: "otto", displayName: "Otto" },
  { id: 5, username: "oscar", displayName: "Oscar" },
];

const rule: SupervisionRule = {
  id: 1,
  name: "Traders",
  segment: 9,
  kinds: ["group"],
  share: 5,
  words: [],
  patterns: [],
  dueDays: 3,
  reviewers: [1, 2],
  considered: 7,
};

function item(id: number): SupervisionItem {
  return {
    id,
    rule: 1,
    conversation: 4,
    seq: id,
    sender: 7,
    posted: at,
    due: at,
    drawn: true,
    worded: false,
    state: "open",
  };
}

function show(actions: string[], api: Partial<AdminApi>) {
  const workspace = {
    api: {
      me: () => Promise.resolve({ actions }),
      userGroups: () => Promise.resolve({ groups: [{ id: 3, name: "Desk" }] }),
    },
    me: { id: 1, displayName: "Olga" },
    people: {
      subscribe: () => () => undefined,
      version: 0,
      get: (id: number) => staff.find((person) => person.id === id),
      search: () => Promise.resolve(staff),
    },
  };
  const whole = {
    supervisionRules: () => Promise.resolve({ rules: [] }),
    supervisedSegments: () => Promise.resolve({ segments: [{ id: 9, name: "Traders", members: 2 }] }),
    myWaiting: () => Promise.resolve({ waiting: 2, overdue: 1 }),
    supervisionFigures: () => Promise.resolve({ figures: [] }),
    myReviews: () => Promise.resolve({ items: [item(50), item(51)] }),
    ...api,
  };
  render(
    <MantineProvider env="test">
      <WorkspaceContext value={workspace as unknown as Workspace}>
        <QueryClientProvider client={new QueryClient()}>
          <AdminContext value={whole as unknown as AdminApi}>
            <Supervision />
          </AdminContext>
        </QueryClientProvider>
      </WorkspaceContext>
    </MantineProvider>,
  );
}

test("What waits is worked through by the keys alone, and nothing is signed off that was not opened", async () => {
  const openReview = vi.fn<AdminApi["openReview"]>().mockImplementation((id) =>
    Promise.resolve({
      item: item(id),
      ...(id === 50 && { message: { body: "Now", earlier: ["Before"] } }),
    }),
  );
  const signOff = vi
    .fn<AdminApi["signOff"]>()
    .mockImplementation((id, { state }) => Promise.resolve({ ...item(id), state }));
  show(["see-supervision", "review-supervised"], { openReview, signOff });
  const [first, last] = await within(
    await screen.findByRole("list", { name: "supervision.queue" }),
  ).findAllByRole("listitem");

  expect(screen.getByText("supervision.late")).toBeTruthy();
  first!.focus();
  await userEvent.keyboard("ceo");
  expect(signOff).not.toHaveBeenCalled();
  expect(await within(first!).findByText("Before")).toBeTruthy();
  expect(within(first!).getByText("Now")).toBeTruthy();
  await userEvent.keyboard("c");
  expect(await within(first!).findByText("supervision.states.cleared")).toBeTruthy();
  expect(document.activeElement).toBe(last);

  await userEvent.keyboard("o");
  expect(await within(last!).findByText("supervision.destroyed")).toBeTruthy();
  await userEvent.keyboard("e");
  // A letter in a field is text
  await userEvent.keyboard("once");
  await userEvent.click(screen.getByRole("button", { name: "supervision.escalateDo" }));
  expect(await within(last!).findByText("supervision.states.escalated")).toBeTruthy();

  expect(openReview.mock.calls).toEqual([[50], [51]]);
  expect(signOff.mock.calls).toEqual([
    [50, { state: "cleared" }],
    [51, { state: "escalated", comment: "once" }],
  ]);
});

test("Who opens a message by its button goes on by the keys", async () => {
  const openReview = vi
    .fn<AdminApi["openReview"]>()
    .mockImplementation((id) => Promise.resolve({ item: item(id), message: { body: "Now", earlier: [] } }));
  show(["see-supervision", "review-supervised"], { openReview });
  const [first] = await within(await screen.findByRole("list", { name: "supervision.queue" })).findAllByRole(
    "listitem",
  );

  await userEvent.click(within(first!).getByRole("button", { name: "supervision.open" }));
  expect(await within(first!).findByText("Now")).toBeTruthy();

  expect(within(first!).queryByRole("button", { name: "supervision.open" })).toBeNull();
  expect(document.activeElement).toBe(first);
});

test("A rule is about a segment and kinds of conversations, and others than whoever sets it review", async () => {
  const setSupervision = vi.fn<AdminApi["setSupervision"]>().mockResolvedValue(rule);
  show(["see-supervision", "change-supervision"], { setSupervision });
  await userEvent.click(await screen.findByRole("button", { name: "supervision.add" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.type(dialog.getByLabelText("supervision.name"), "Traders");
  await dialog.findByRole("option", { name: "Traders" });
  await userEvent.selectOptions(dialog.getByLabelText("supervision.whose"), "Traders");
  await userEvent.click(dialog.getByLabelText("policies.reaches.channel"));
  await userEvent.click(dialog.getByLabelText("policies.reaches.direct"));
  await userEvent.click(dialog.getByLabelText("supervision.meToo"));
  const confirm = dialog.getByRole<HTMLButtonElement>("button", { name: "supervision.addTitle" });
  await picks("Otto");
  expect(confirm.disabled).toBe(true);
  await picks("Oscar");
  await userEvent.click(confirm);

  expect(setSupervision.mock.calls).toEqual([
    [
      {
        name: "Traders",
        segment: 9,
        kinds: ["direct", "channel"],
        share: 5,
        words: [],
        patterns: [],
        dueDays: 5,
        reviewers: [2, 5],
      },
    ],
  ]);
});

test("Others review from now on", async () => {
  const appointReviewers = vi.fn<AdminApi["appointReviewers"]>().mockResolvedValue(rule);
  show(["see-supervision", "change-supervision"], {
    supervisionRules: () => Promise.resolve({ rules: [rule] }),
    appointReviewers,
  });
  expect(await screen.findByText(/^Traders · policies\.reaches\.group/)).toBeTruthy();
  await userEvent.click(await screen.findByRole("button", { name: "supervision.appoint" }));
  const dialog = within(await screen.findByRole("dialog"));
  await userEvent.click(dialog.getByLabelText("supervision.meToo"));
  await picks("Oscar");
  await userEvent.click(dialog.getByRole("button", { name: "supervision.appointDo" }));

  expect(appointReviewers.mock.calls).toEqual([[1, [2, 5]]]);
});

async function picks(name: string) {
  await userEvent.click(screen.getByRole("textbox", { name: "supervision.reviewers" }));
  await userEvent.click(await screen.findByRole("option", { name: new RegExp(name) }));
}

test("Who only audits sees the rules and figures, and no messages", async () => {
  const myReviews = vi.fn<AdminApi["myReviews"]>();
  const figures = [{ rule: 1, selected: 5, reviewed: 3, overdue: 2, escalated: 1 }];
  show(["see-supervision"], { myReviews, supervisionFigures: () => Promise.resolve({ figures }) });

  expect(await screen.findByText("supervision.nobody")).toBeTruthy();
  expect(screen.queryByRole("list", { name: "supervision.queue" })).toBeNull();
  expect(screen.queryByRole("button", { name: "supervision.add" })).toBeNull();
  expect(myReviews).not.toHaveBeenCalled();
});
