import type { ConversationState } from "@/delivery/Store";
import type { ConversationId } from "@/wire/wire";

export interface Sections {
  unread: readonly ConversationState[];
  starred: readonly ConversationState[];
  folders: readonly Folder[];
  all: readonly ConversationState[];
  aside: readonly ConversationState[];
  left: readonly ConversationState[];
}

export interface Folder {
  readonly name: string;
  readonly states: readonly ConversationState[];
}

/** What one has set for oneself. */
export type OwnMark = (
  name: "mute" | "aside" | "star" | "folder" | "level",
  id: ConversationId,
) => string | undefined;

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
  folders: readonly string[] = [],
): Sections {
  const sorted = [...list].sort(byLast);
  const isUnread = (state: ConversationState) =>
    (state.unread > 0 && !isQuiet(mark, state.id)) || state.id === heldAsUnread;
  const isAside = (state: ConversationState) => mark("aside", state.id) !== undefined;
  const present = sorted.filter((state) => state.left === undefined);
  const near = present.filter((state) => !isAside(state));
  const read = near.filter((state) => !isUnread(state));
  const isStarred = (state: ConversationState) => mark("star", state.id) !== undefined;
  const folderOf = (state: ConversationState) => (isStarred(state) ? undefined : mark("folder", state.id));
  // A folder that another device has made may not have its place yet
  const names = new Set([
    ...folders,
    ...read
      .map(folderOf)
      .filter((name) => name !== undefined)
      .sort(),
  ]);
  return {
    unread: near.filter(isUnread),
    starred: read.filter(isStarred),
    folders: [...names]
      .map((name) => ({ name, states: read.filter((state) => folderOf(state) === name) }))
      .filter(({ states }) => states.length > 0),
    all: read.filter((state) => !isStarred(state) && folderOf(state) === undefined),
    aside: present.filter(isAside),
    left: sorted.filter((state) => state.left !== undefined),
  };
}

/** Whether it does not call when something is said there. */
export function isQuiet(mark: OwnMark, id: ConversationId): boolean {
  return mark("mute", id) !== undefined || mark("level", id) === "nothing";
}

/** The same conversations in the order in which they stood; what is new comes where it belongs. */
export function heldIn(order: readonly ConversationId[], sections: Sections): Sections {
  const place = new Map(order.map((id, index) => [id, index]));
  const held = (states: readonly ConversationState[]) =>
    [...states].sort((one, other) => (place.get(one.id) ?? -1) - (place.get(other.id) ?? -1));
  return {
    unread: held(sections.unread),
    starred: held(sections.starred),
    folders: sections.folders.map(({ name, states }) => ({ name, states: held(states) })),
    all: held(sections.all),
    aside: held(sections.aside),
    left: held(sections.left),
  };
}

/** Those that can be seen: what is set aside is folded away. */
export function inOrder({ unread, starred, folders, all, left }: Sections): ConversationState[] {
  return [...unread, ...starred, ...folders.flatMap(({ states }) => states), ...all, ...left];
}
