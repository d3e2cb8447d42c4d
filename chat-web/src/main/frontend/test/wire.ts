import type { Conversation, ConversationChanges, Message, ServerFrame } from "@/wire/wire";

export const ALICE = 1;
export const BOB = 2;
export const CAROL = 3;

export function message(seq: number, more: Partial<Message> = {}): Message {
  return {
    conversation: 51,
    seq,
    rev: 0,
    id: `00000000-0000-4000-8000-${String(seq).padStart(12, "0")}`,
    sender: BOB,
    at: new Date(Date.UTC(2026, 10, 22, 9, 0, seq)).toISOString(),
    format: "markdown",
    body: `message ${seq}`,
    ...more,
  };
}

export function messages(from: number, to: number): Message[] {
  return Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
}

export function conversation(more: Partial<Conversation> = {}): Conversation {
  const about: Conversation = {
    id: 51,
    kind: "group",
    name: "Deployments",
    visibility: "private",
    history: "all",
    archived: false,
    role: "member",
    seq: 0,
    rev: 0,
    from: 1,
    read: 0,
    unread: 0,
    ...more,
  };
  const unread = Math.max(0, about.seq - Math.max(about.read, about.from - 1));
  return { ...about, unread: more.unread ?? unread };
}

export const limits = { frame: 65_536, message: 262_144, body: 32_768 };

export function welcome(epoch = "one"): ServerFrame {
  return {
    type: "welcome",
    account: ALICE,
    connection: "c1",
    node: "n1",
    epoch,
    at: "2026-11-22T09:00:00.000000Z",
    heartbeat: 30,
    limits,
  };
}

export function changes(
  conversations: Partial<ConversationChanges>[] = [],
  more: Partial<Extract<ServerFrame, { type: "changes" }>> = {},
): ServerFrame {
  return {
    type: "changes",
    epoch: "one",
    account: 1,
    more: false,
    conversations: conversations.map((changed) => ({ id: 51, seq: 0, rev: 0, messages: [], ...changed })),
    ...more,
  };
}

export function posted(seq: number, more: Partial<Message> = {}): ServerFrame {
  return { type: "message", ...message(seq, more) };
}

export function edited(seq: number, rev: number, body: string): ServerFrame {
  return {
    type: "changed",
    conversation: 51,
    seq,
    rev,
    message: message(seq, { rev, body, edited: "2026-11-22T10:00:00.000000Z" }),
  };
}
