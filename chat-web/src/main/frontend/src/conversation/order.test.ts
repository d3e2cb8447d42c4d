import { describe, expect, it } from "vitest";
import type { ConversationState } from "@/delivery/Store";
import { conversation, message } from "../../test/wire";
import { heldIn, inOrder, sectionsOf } from "./order";

function state(id: number, minute: number, more: Partial<ConversationState> = {}): ConversationState {
  const about = conversation({ id });
  const at = `2026-11-22T09:${String(minute).padStart(2, "0")}:00.000000Z`;
  return { id, about, seq: 9, rev: 0, read: 9, unread: 0, version: 1, last: message(9, { at }), ...more };
}

const ids = (states: readonly ConversationState[]) => states.map(({ id }) => id);

describe("the list", () => {
  it("has the newest first, and what is unread before the rest", () => {
    const { unread, all } = sectionsOf([state(1, 1), state(2, 3), state(3, 2, { unread: 4 })], undefined);

    expect(ids(unread)).toEqual([3]);
    expect(ids(all)).toEqual([2, 1]);
  });

  it("leaves a conversation where it is while it is read", () => {
    const { unread } = sectionsOf([state(1, 1), state(2, 2)], 1);

    expect(ids(unread)).toEqual([1]);
  });

  it("has what one has left at the end", () => {
    expect(ids(inOrder(sectionsOf([state(1, 9, { left: 5 }), state(2, 1)], undefined)))).toEqual([2, 1]);
  });

  it("has what is starred, and what lies in folders in their order, before the rest", () => {
    const marks: Record<string, Record<number, string>> = {
      star: { 1: "yes" },
      folder: { 2: "Work", 3: "Home", 4: "Club", 1: "Work" },
      level: { 5: "nothing" },
    };
    const sections = sectionsOf(
      [
        state(1, 1),
        state(2, 2),
        state(3, 3),
        state(4, 4),
        state(5, 5, { unread: 3 }),
        state(6, 6, { unread: 1 }),
      ],
      undefined,
      (name, id) => marks[name]?.[id],
      ["Home", "Work", "Empty"],
    );

    expect(ids(sections.starred)).toEqual([1]);
    expect(sections.folders.map(({ name, states }) => [name, ids(states)])).toEqual([
      ["Home", [3]],
      ["Work", [2]],
      ["Club", [4]],
    ]);
    expect(ids(sections.all)).toEqual([5]);
    expect(ids(inOrder(sections))).toEqual([6, 1, 3, 2, 4, 5]);
  });

  it("does not call for what is muted, and folds away what is set aside", () => {
    const marks: Record<string, number[]> = { mute: [1], aside: [2] };
    const { unread, all, aside } = sectionsOf(
      [state(1, 1, { unread: 4 }), state(2, 2, { unread: 1 }), state(3, 3, { unread: 2 })],
      undefined,
      (name, id) => (marks[name]?.includes(id) ? "yes" : undefined),
    );

    expect(ids(unread)).toEqual([3]);
    expect(ids(all)).toEqual([1]);
    expect(ids(aside)).toEqual([2]);
    expect(ids(inOrder({ unread, starred: [], folders: [], all, aside, left: [] }))).toEqual([3, 1]);
  });

  it("does not move under the pointer", () => {
    const moved = sectionsOf([state(1, 9), state(2, 5), state(3, 1)], undefined);

    expect(ids(heldIn([3, 2, 1], moved).all)).toEqual([3, 2, 1]);
  });
});
