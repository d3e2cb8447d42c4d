import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBookmark,
  IconBookmarkOff,
  IconCopy,
  IconLink,
  IconMailOpened,
  IconMessageReply,
  IconPencil,
  IconPin,
  IconPinnedOff,
  IconTrash,
  type Icon,
} from "@tabler/icons-react";
import type { Message } from "@/wire/wire";
import type { MessageActions } from "./MessageRow";

/** What the one who looks may do with messages here. */
export interface MessageRights {
  write: boolean;
  react: boolean;
  removeOwn: boolean;
  removeOthers: boolean;
}

export type ToolName =
  | "reply"
  | "thread"
  | "edit"
  | "copy"
  | "link"
  | "forward"
  | "markUnread"
  | "pin"
  | "unpin"
  | "save"
  | "unsave"
  | "delete";

/** Something one may do with a message. */
export interface Tool {
  name: ToolName;
  Icon: Icon;
  /** On the row that has the focus, these keys do it too. */
  keys: readonly string[];
  /** Stands in the bar; the others stand in its menu. */
  inBar?: boolean;
  act: () => void;
}

/** What may be done with a message, apart from reacting, in the order in which it is offered. */
export function toolsFor(
  message: Message,
  { own, saved }: { own: boolean; saved: boolean },
  rights: MessageRights,
  actions: MessageActions,
): Tool[] {
  const pinned = message.pinned !== undefined;
  const all: (Tool & { may: boolean })[] = [
    {
      name: "reply",
      Icon: IconArrowBackUp,
      keys: ["r"],
      inBar: true,
      may: rights.write && message.thread === undefined,
      act: () => actions.reply(message),
    },
    {
      name: "thread",
      Icon: IconMessageReply,
      keys: ["t"],
      inBar: true,
      may: message.thread === undefined && (rights.write || message.replies !== undefined),
      act: () => actions.openThread(message.seq),
    },
    {
      name: "edit",
      Icon: IconPencil,
      keys: ["e"],
      inBar: true,
      may: rights.write && own,
      act: () => actions.edit(message),
    },
    { name: "copy", Icon: IconCopy, keys: ["c"], may: true, act: () => actions.copy(message.body) },
    { name: "link", Icon: IconLink, keys: ["l"], may: true, act: () => actions.copyLink(message) },
    {
      name: "forward",
      Icon: IconArrowForwardUp,
      keys: ["f"],
      may: true,
      act: () => actions.forward(message),
    },
    {
      name: "markUnread",
      Icon: IconMailOpened,
      keys: ["u"],
      may: message.thread === undefined && actions.markUnread !== undefined,
      act: () => actions.markUnread?.(message),
    },
    {
      name: pinned ? "unpin" : "pin",
      Icon: pinned ? IconPinnedOff : IconPin,
      keys: ["p"],
      may: rights.write,
      act: () => actions.pin(message, !pinned),
    },
    {
      name: saved ? "unsave" : "save",
      Icon: saved ? IconBookmarkOff : IconBookmark,
      keys: ["s"],
      may: true,
      act: () => actions.save(message, !saved),
    },
    {
      name: "delete",
      Icon: IconTrash,
      keys: ["Delete", "Backspace"],
      may: own ? rights.removeOwn : rights.removeOthers,
      act: () => actions.remove(message),
    },
  ];
  return all.filter(({ may }) => may);
}
