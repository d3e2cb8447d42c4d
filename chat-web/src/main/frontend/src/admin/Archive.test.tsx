import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { showInConsole } from "../../test/console";
import type { AdminApi } from "./AdminApi";
import { Archive } from "./Archive";
import type { ArchiveRule, ArchiveState } from "./compliance";

const none: ArchiveState = {
  storage: true,
  segments: 60,
  messages: 900,
  bytes: 2_000,
  textBytes: 9_000,
  moved: 0,
};

function show(archive: ArchiveState, admin: Partial<AdminApi> = {}, actions = ["change-retention"]) {
  const api = { me: () => Promise.resolve({ actions }) };
  showInConsole({ api, admin: { archive: () => Promise.resolve(archive), ...admin } }, <Archive />);
}

const types = (label: string, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });

test("What is to be locked is archived only once the name was typed, for a lock cannot be taken back", async () => {
  const setArchive = vi.fn<AdminApi["setArchive"]>().mockResolvedValue(none);
  show(none, { setArchive });
  fireEvent.click(await screen.findByRole("button", { name: "archive.set …" }));
  expect(button("archive.save").disabled).toBe(true);
  types("archive.afterDays", "30");
  expect(screen.getByText("archive.effectUnlocked")).toBeTruthy();
  expect(button("archive.save").disabled).toBe(false);
  types("archive.lockDays", "2000");
  expect(screen.getByText("archive.effectLocked")).toBeTruthy();
  expect(button("archive.save").disabled).toBe(true);
  types("danger.type", "archive.title");
  fireEvent.click(button("archive.save"));

  await vi.waitFor(() => expect(setArchive.mock.calls).toEqual([[{ afterDays: 30, lockDays: 2000 }]]));
});

test("What the form does not show of a rule stays as it was", async () => {
  const rule: ArchiveRule & { more: string } = { afterDays: 30, lockDays: 20, more: "of a newer server" };
  const setArchive = vi.fn<AdminApi["setArchive"]>().mockResolvedValue(none);
  show({ ...none, rule }, { setArchive });
  fireEvent.click(await screen.findByRole("button", { name: "archive.change …" }));
  types("archive.lockDays", "");
  expect(screen.getByText("archive.effectBefore")).toBeTruthy();
  fireEvent.click(button("archive.save"));

  await vi.waitFor(() =>
    expect(setArchive.mock.calls).toEqual([[{ afterDays: 30, more: "of a newer server" }]]),
  );
});

test("Texts move after they are archived, and come back where the rule says no more of it", async () => {
  const rule: ArchiveRule = { afterDays: 30, moveAfterDays: 400 };
  const setArchive = vi.fn<AdminApi["setArchive"]>().mockResolvedValue(none);
  show({ ...none, rule, moved: 800 }, { setArchive });
  expect(await screen.findByText("archive.moved")).toBeTruthy();
  fireEvent.click(await screen.findByRole("button", { name: "archive.change …" }));
  expect(screen.getByText("archive.effectMoved")).toBeTruthy();
  types("archive.moveAfterDays", "29");
  expect(screen.getByText("archive.movesTooSoon")).toBeTruthy();
  expect(button("archive.save").disabled).toBe(true);
  types("archive.moveAfterDays", "30");
  expect(screen.queryByText("archive.movesTooSoon")).toBeNull();
  fireEvent.click(button("archive.save"));
  await vi.waitFor(() => expect(setArchive.mock.calls).toEqual([[{ afterDays: 30, moveAfterDays: 30 }]]));
  await vi.waitFor(() => expect(screen.queryByText("archive.save")).toBeNull());

  fireEvent.click(await screen.findByRole("button", { name: "archive.change …" }));
  types("archive.moveAfterDays", "");
  expect(screen.getByText("archive.effectBack")).toBeTruthy();
  fireEvent.click(button("archive.save"));
  await vi.waitFor(() => expect(setArchive.mock.calls[1]).toEqual([{ afterDays: 30 }]));
});

test("It is turned off only once the name was typed", async () => {
  const stopArchive = vi.fn<AdminApi["stopArchive"]>().mockResolvedValue(none);
  show({ ...none, rule: { afterDays: 0 } }, { stopArchive });
  expect(await screen.findByText("archive.atOnce")).toBeTruthy();
  fireEvent.click(await screen.findByRole("button", { name: "archive.stop …" }));
  expect(await screen.findByText("archive.stopText")).toBeTruthy();
  expect(button("archive.stop").disabled).toBe(true);
  types("danger.type", "archive.title");
  fireEvent.click(button("archive.stop"));

  await vi.waitFor(() => expect(stopArchive).toHaveBeenCalledOnce());
});

test("A large archive is verified part by part, by who may not change it too, and what is wrong in any is said", async () => {
  const finding = { segment: 7, conversation: 51, from: 1, to: 12, what: "there is no such object" };
  const verifyArchive = vi
    .fn<AdminApi["verifyArchive"]>()
    .mockResolvedValueOnce({ segments: 50, messages: 800, next: 50, findings: [finding] })
    .mockResolvedValueOnce({ segments: 10, messages: 100, findings: [] });
  show(none, { verifyArchive }, []);
  fireEvent.click(await screen.findByRole("button", { name: "archive.verify" }));

  expect(await screen.findByText("archive.broken")).toBeTruthy();
  expect(screen.getByText("there is no such object")).toBeTruthy();
  expect(screen.queryByText("archive.whole")).toBeNull();
  expect(screen.queryByRole("button", { name: "archive.set …" })).toBeNull();
  expect(verifyArchive.mock.calls).toEqual([[0], [50]]);
});

test("An archive of which a part could not be verified is not said to be as it was written", async () => {
  const verifyArchive = vi
    .fn<AdminApi["verifyArchive"]>()
    .mockResolvedValueOnce({ segments: 50, messages: 800, next: 50, findings: [] })
    .mockRejectedValueOnce(new Error("away"));
  show(none, { verifyArchive });
  fireEvent.click(await screen.findByRole("button", { name: "archive.verify" }));

  expect(await screen.findByText("app.failed")).toBeTruthy();
  expect(screen.queryByText("archive.whole")).toBeNull();
});

test("Where there is no storage nothing is set", async () => {
  show({ ...none, storage: false, segments: 0 });

  expect(await screen.findByText("archive.noStorage")).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});
