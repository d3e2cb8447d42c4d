import type { PendingMessage } from "@/delivery/Outbox";
import type { AccountId, Message, Seq } from "@/wire/wire";

/** Messages of one person belong together as long as no more than this lies between two of them. */
const GROUP_MS = 5 * 60 * 1000;

/** One line of the view. Dividers are parts of the row below them. */
export interface Row {
  key: string;
  sender: AccountId;
  at: string;
  message?: Message;
  pending?: PendingMessage;
  /** Shows who wrote it and when. */
  first: boolean;
  /** The day begins here. */
  newDay: boolean;
  /** What was not read yet begins here. */
  firstUnread: boolean;
}

/** The rows of a stretch and of what waits to be sent after it. */
export function rowsOf(
  messages: readonly Message[],
  pending: readonly PendingMessage[],
  me: AccountId,
  firstUnread: Seq | undefined,
  dayOf: (at: string) => string,
): Row[] {
  const rows: Row[] = [];
  let marked = false;
  for (const message of messages) {
    const isUnread: boolean = !marked && firstUnread !== undefined && message.seq >= firstUnread;
    marked ||= isUnread;
    add({ key: message.id, sender: message.sender, at: message.at, message }, isUnread);
  }
  for (const item of pending) add({ key: item.id, sender: me, at: item.at, pending: item }, false);
  return rows;

  function add(row: Pick<Row, "key" | "sender" | "at" | "message" | "pending">, isUnread: boolean): void {
    const before = rows.at(-1);
    const newDay = !before || dayOf(before.at) !== dayOf(row.at);
    const first = isUnread || newDay || !belongsTo(before, row);
    rows.push({ ...row, first, newDay, firstUnread: isUnread });
  }
}

function belongsTo(before: Row, row: Pick<Row, "sender" | "at" | "message">): boolean {
  if (before.sender !== row.sender) return false;
  if (before.message?.format === "system" || row.message?.format === "system") return false;
  return Date.parse(row.at) - Date.parse(before.at) <= GROUP_MS;
}
