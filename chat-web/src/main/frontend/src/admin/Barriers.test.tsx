import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Refused } from "@/wire/http";
import { showInConsole } from "../../test/console";
import type { AdminApi } from "./AdminApi";
import { Barriers } from "./Barriers";
import { partedSegments } from "./segments";
import { SegmentPanel } from "./SegmentPanel";

const research = { id: 1, name: "Research", members: 3 };
const sales = { id: 2, name: "Sales", members: 5 };
const law = { id: 3, name: "Law", members: 1 };

const answers = (more: Partial<AdminApi> = {}): Partial<AdminApi> => ({
  segments: () => Promise.resolve({ segments: [law, research, sales] }),
  barriers: () => Promise.resolve({ barriers: [{ one: 1, other: 2 }] }),
  segmentMembers: () => Promise.resolve({ accounts: [] }),
  ...more,
});

const button = (name: string) => screen.getByRole<HTMLButtonElement>("button", { name });

test("A barrier parts both from one another, and nobody else", async () => {
  const all = await partedSegments(answers() as AdminApi);

  expect(all.map(({ name, parted }) => [name, parted.map((other) => other.name)])).toEqual([
    ["Law", []],
    ["Research", ["Sales"]],
    ["Sales", ["Research"]],
  ]);
});

test("A barrier is raised only once it was said what it does and the other segment was typed", async () => {
  const raiseBarrier = vi.fn<AdminApi["raiseBarrier"]>().mockResolvedValue();
  showInConsole({ admin: answers({ raiseBarrier }) }, <SegmentPanel id={1} onClose={vi.fn()} />);
  fireEvent.click(await screen.findByRole("button", { name: "barriers.raise …" }));

  expect(await screen.findByText("barriers.raiseText")).toBeTruthy();
  // Not the one that it is parted from already
  const offered = screen.getByLabelText<HTMLSelectElement>("barriers.from").options;
  expect([...offered].map(({ text }) => text)).toEqual(["Law"]);
  expect(button("barriers.raise").disabled).toBe(true);
  fireEvent.change(screen.getByLabelText("danger.type"), { target: { value: "Law" } });
  fireEvent.click(button("barriers.raise"));

  await waitFor(() => expect(raiseBarrier.mock.calls).toEqual([[1, 3]]));
});

test("A barrier that cannot be taken down stays, and why is said", async () => {
  const problem = { code: "x", detail: "Not now.", status: 409 };
  const liftBarrier = vi.fn<AdminApi["liftBarrier"]>().mockRejectedValue(new Refused(problem as never));
  showInConsole({ admin: answers({ liftBarrier }) }, <SegmentPanel id={1} onClose={vi.fn()} />);
  fireEvent.click(await screen.findByRole("button", { name: "barriers.liftName" }));
  fireEvent.change(await screen.findByLabelText("danger.type"), { target: { value: "Sales" } });
  fireEvent.click(button("barriers.lift"));

  expect(await screen.findByText("app.failed")).toBeTruthy();
  expect(screen.getByText("Sales")).toBeTruthy();
  expect(liftBarrier.mock.calls).toEqual([[1, 2]]);
});

test("Segments that cannot be read say so, and where there are none it says what they are for", async () => {
  showInConsole({ admin: answers({ segments: () => Promise.reject(new Error("away")) }) }, <Barriers />);
  expect(await screen.findByText("app.failed")).toBeTruthy();

  showInConsole({ admin: answers({ segments: () => Promise.resolve({ segments: [] }) }) }, <Barriers />);
  expect(await screen.findByText("barriers.none")).toBeTruthy();
});
