import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import type { ConnectionState } from "@/delivery/Connection";
import type { MemoName, Setting } from "@/delivery/Memos";
import type { PendingMessage } from "@/delivery/Outbox";
import type { ConversationState } from "@/delivery/Store";
import type { Draft } from "@/message/Drafts";
import type { Person } from "@/wire/Api";
import type { AccountId, ConversationId, Message, Seen } from "@/wire/wire";
import type { Workspace } from "./Workspace";

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error("outside of a workspace");
  return workspace;
}

export function useConversations(): readonly ConversationState[] {
  const { store } = useWorkspace();
  return useSyncExternalStore(store.subscribe, () => store.list);
}

export function useConversation(id: ConversationId): ConversationState | undefined {
  const { store } = useWorkspace();
  return useSyncExternalStore(store.subscribe, () => store.conversation(id));
}

/** Whether there is anything to show yet. */
export function useReady(): boolean {
  const { store } = useWorkspace();
  return useSyncExternalStore(store.subscribe, () => store.ready);
}

export function useTyping(id: ConversationId): readonly AccountId[] {
  const { store } = useWorkspace();
  const typing = useSyncExternalStore(store.subscribe, () => store.typing(id).join(" "));
  return useMemo(() => (typing === "" ? [] : typing.split(" ").map(Number)), [typing]);
}

/** How somebody looks, as far as they are watched; nobody is watched by this. */
export function usePresence(account: AccountId): Seen | undefined {
  const { presence } = useWorkspace();
  return useSyncExternalStore(presence.subscribe, () => presence.of(account));
}

export function useConnection(): ConnectionState {
  const { connection } = useWorkspace();
  return useSyncExternalStore(connection.subscribe, () => connection.state);
}

export function usePending(): readonly PendingMessage[] {
  const { outbox } = useWorkspace();
  return useSyncExternalStore(outbox.subscribe, () => outbox.items);
}

export function useDraft(id: ConversationId): Draft {
  const { drafts } = useWorkspace();
  return useSyncExternalStore(drafts.subscribe, () => drafts.get(id));
}

/** What one keeps for oneself of conversations; a new function whenever some of it has changed. */
export function useMemos(): (name: MemoName, id: ConversationId) => string | undefined {
  const { memos } = useWorkspace();
  const version = useSyncExternalStore(memos.subscribe, () => memos.version);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the version stands for what `memos` has
  return useCallback((name: MemoName, id: ConversationId) => memos.get(name, id), [memos, version]);
}

/** What this person has chosen, on whichever of their devices; nothing if they have not. */
export function useSetting(name: Setting): string | undefined {
  const { memos } = useWorkspace();
  return useSyncExternalStore(memos.subscribe, () => memos.setting(name));
}

/** Whether one has marked a message for oneself. */
export function useIsSaved(message: Pick<Message, "conversation" | "seq"> | undefined): boolean {
  const { saved } = useWorkspace();
  return useSyncExternalStore(saved.subscribe, () => message !== undefined && saved.has(message));
}

/** Whether one has deleted a message for oneself; a new function whenever that of some has changed. */
export function useHidden(): (message: Pick<Message, "conversation" | "seq">) => boolean {
  const { hidden } = useWorkspace();
  const version = useSyncExternalStore(hidden.subscribe, () => hidden.version);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the version stands for what `hidden` has
  return useCallback((message) => hidden.has(message), [hidden, version]);
}

/** Who somebody is, as far as it is known; a new function whenever more is known. */
export function usePeople(): (id: AccountId) => Person | undefined {
  const { people } = useWorkspace();
  const version = useSyncExternalStore(people.subscribe, () => people.version);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the version stands for what `people` knows
  return useCallback((id: AccountId) => people.get(id), [people, version]);
}
