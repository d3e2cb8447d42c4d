import type { ConversationState } from "@/delivery/Store";
import type { ConversationId } from "@/wire/wire";

export interface Sections {
  unread: readonly ConversationState[];
  all: readonly ConversationState[];
  aside: readonly ConversationState[];
  left: readonly ConversationState[];
}

/** What one has set for oneself. */
export type OwnMark = (name: "mute" | "aside", id: ConversationId) => string | undefined;

const unmarked: OwnMark = () => undefined;

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
  mark: OwnMark = unmarked,
): Sections {
  const sorted = [...list].sort(byLast);
  const isUnread = (state: ConversationState) =>
    (state.unread > 0 && mark("mute", state.id) === undefined) || state.id === heldAsUnread;
  const isAside = (state: ConversationState) => mark("aside", state.id) !== undefined;
  const present = sorted.filter((state) => state.left === undefined);
  const near = present.filter((state) => !isAside(state));
  return {
    unread: near.filter(isUnread),
    all: near.filter((state) => !isUnread(state)),
    aside: present.filter(isAside),
    left: sorted.filter((state) => state.left !== undefined),
  };
}

/** The same conversations in the order in which they stood; what is new comes where it belongs. */
export function heldIn(order: readonly ConversationId[], sections: Sections): Sections {
  const place = new Map(order.map((id, index) => [id, index]));
  const held = (states: readonly ConversationState[]) =>
    [...states].sort((one, other) => (place.get(one.id) ?? -1) - (place.get(other.id) ?? -1));
  return {
    unread: held(sections.unread),
    all: held(sections.all),
    aside: held(sections.aside),
    left: held(sections.left),
  };
}

/** Those that can be seen: what is set aside is folded away. */
export function inOrder({ unread, all, left }: Sections): ConversationState[] {
  return [...unread, ...all, ...left];
}
