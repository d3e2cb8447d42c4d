import { describe, expect, it } from "vitest";
import type { ConversationState } from "@/delivery/Store";
import { conversation, message } from "../../test/wire";
import { heldIn, inOrder, sectionsOf } from "./order";

function state(id: number, minute: number, more: Partial<ConversationState> = {}): ConversationState {
  const about = conversation({ id });
  const at = `2026-11-22T09:${String(minute).padStart(2, "0")}:00.000000Z`;
  return {
    id,
    about,
    seq: 9,
    rev: 0,
    read: 9,
    unread: 0,
    mentions: 0,
    version: 1,
    last: message(9, { at }),
    ...more,
  };
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
    expect(ids(inOrder({ unread, all, aside, left: [] }))).toEqual([3, 1]);
  });

  it("does not move under the pointer", () => {
    const moved = sectionsOf([state(1, 9), state(2, 5), state(3, 1)], undefined);

    expect(ids(heldIn([3, 2, 1], moved).all)).toEqual([3, 2, 1]);
  });
});
