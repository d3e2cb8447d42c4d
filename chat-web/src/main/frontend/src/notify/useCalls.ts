import { useEffect } from "react";
import { useNavigate } from "react-router";
import { useConversations, useMemos, useWorkspace } from "@/shell/context";
import { countUnread } from "@/shell/title";

/** What reaches somebody who does not look: the count of what waits, and where a click on a notification leads. */
export function useCalls(): void {
  const { notifications } = useWorkspace();
  const navigate = useNavigate();
  useEffect(() => notifications.onClick((place) => void navigate(place)), [notifications, navigate]);

  const own = useMemos();
  const unread = useConversations()
    .filter(({ id, left }) => left === undefined && own("mute", id) === undefined)
    .reduce((all, state) => all + state.unread, 0);
  useEffect(() => countUnread(unread), [unread]);
  useEffect(() => () => countUnread(0), []);
}
