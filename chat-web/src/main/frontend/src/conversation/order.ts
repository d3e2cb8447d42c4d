import type { ConversationState } from "@/delivery/Store";
import type { ConversationId } from "@/wire/wire";

export interface Sections {
  unread: readonly ConversationState[];
  all: readonly ConversationState[];
  left: readonly ConversationState[];
}

/** What moved last comes first. */
function byLast(one: ConversationState, other: ConversationState): number {
  const [a, b] = [one.last?.at ?? "", other.last?.at ?? ""];
  return a < b ? 1 : a > b ? -1 : other.id - one.id;
}

/**
 * The list in its order. The open conversation stays among the unread ones as long as it is open, if it was one of them
 * when it was opened: nothing moves because somebody looks at it.
 */
export function sectionsOf(
  list: readonly ConversationState[],
  heldAsUnread: ConversationId | undefined,
): Sections {
  const sorted = [...list].sort(byLast);
  const isUnread = (state: ConversationState) => state.unread > 0 || state.id === heldAsUnread;
  return {
    unread: sorted.filter((state) => state.left === undefined && isUnread(state)),
    all: sorted.filter((state) => state.left === undefined && !isUnread(state)),
    left: sorted.filter((state) => state.left !== undefined),
  };
}

/** The same conversations in the order in which they stood; what is new comes where it belongs. */
export function heldIn(order: readonly ConversationId[], sections: Sections): Sections {
  const place = new Map(order.map((id, index) => [id, index]));
  const held = (states: readonly ConversationState[]) =>
    [...states].sort((one, other) => (place.get(one.id) ?? -1) - (place.get(other.id) ?? -1));
  return { unread: held(sections.unread), all: held(sections.all), left: held(sections.left) };
}

export function inOrder({ unread, all, left }: Sections): ConversationState[] {
  return [...unread, ...all, ...left];
}
