import { useEffect, useSyncExternalStore } from "react";
import { useNavigate } from "react-router";
import { isQuiet } from "@/conversation/order";
import { useBlocked } from "@/identity/blocks";
import { useConversations, useMemos, useWorkspace } from "@/shell/context";
import { aVisit } from "@/shell/places";
import { countUnread } from "@/shell/title";

/** What reaches somebody who does not look: the count of what waits, and where a click on a notification leads. */
export function useCalls(): void {
  const { notifications, threads } = useWorkspace();
  const navigate = useNavigate();
  useEffect(
    () => notifications.onClick((place) => void navigate(place, { state: aVisit() })),
    [notifications, navigate],
  );

  const blocked = useBlocked();
  useEffect(() => notifications.ignore(blocked), [notifications, blocked]);

  const own = useMemos();
  useSyncExternalStore(threads.subscribe, () => threads.version);
  const unread = useConversations()
    .filter(({ id, left }) => left === undefined && !isQuiet(own, id))
    .reduce((all, state) => all + state.unread + threads.unreadOf(state.id), 0);
  useEffect(() => countUnread(unread), [unread]);
  useEffect(() => () => countUnread(0), []);
}
