import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { foldersOf } from "@/conversation/folders";
import { inOrder, isQuiet, sectionsOf, type OwnMark } from "@/conversation/order";
import { useAnnounce } from "./announce";
import { useWorkspace } from "./context";
import { isCommand, isSomethingOpen, isTyping } from "./keys";
import { placeOf, useDetails, useDialog, useOpenConversation } from "./places";

const PANES = ["list", "messages", "composer", "details"];

/** The keys that work anywhere; the map of them is in KeyMap. */
export function useGlobalKeys(): void {
  const { t } = useTranslation();
  const { store, memos } = useWorkspace();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const current = useOpenConversation();
  const { dialog, open, close } = useDialog();
  const details = useDetails();

  useEffect(() => {
    const isMarked: OwnMark = (name, id) => memos.get(name, id);
    const go = (step: 1 | -1, onlyUnread: boolean) => {
      const order = inOrder(sectionsOf(store.list, undefined, isMarked, foldersOf(memos))).filter(
        (state) => state.left === undefined,
      );
      const here = order.findIndex((state) => state.id === current);
      const round = Array.from({ length: order.length }, (_, index) => {
        const start = here < 0 ? (step > 0 ? -1 : order.length) : here;
        return order[(((start + step * (index + 1)) % order.length) + order.length) % order.length]!;
      });
      const next = round.find(
        (state) =>
          state.id !== current && (!onlyUnread || (state.unread > 0 && !isQuiet(isMarked, state.id))),
      );
      if (next) void navigate(placeOf(next.id));
      else announce(t("keys.noUnread"));
    };

    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const action = actionOf(event);
      if (!action) return;
      event.preventDefault();
      action();
    };

    const actionOf = (event: KeyboardEvent): (() => void) | undefined => {
      if (isCommand(event) && event.key.toLowerCase() === "k")
        return () => (dialog === "jump" ? close() : open("jump"));
      if (isCommand(event) && event.key === "/") return () => (dialog === "keys" ? close() : open("keys"));
      if (isSomethingOpen()) return undefined;
      if (event.key === "?" && !isTyping(event.target)) return () => open("keys");
      if (event.key === "F6") return () => nextPane(event.shiftKey ? -1 : 1);
      if (!event.altKey || event.ctrlKey || event.metaKey) return undefined;
      if (event.key === "ArrowDown") return () => go(1, !event.shiftKey);
      if (event.key === "ArrowUp") return () => go(-1, !event.shiftKey);
      if (event.code === "KeyN") return () => open("new");
      if (event.code === "KeyM" && current !== undefined) return () => details.toggle("members");
      return undefined;
    };

    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [store, memos, navigate, announce, t, current, dialog, open, close, details]);
}

/** Moves the focus to what one would use first in the next pane that can be seen. */
function nextPane(step: 1 | -1): void {
  const panes = PANES.map((name) =>
    document.querySelector<HTMLElement>(`[data-pane="${name}"]:not(:has([data-pane]))`),
  ).filter((pane) => pane !== null && pane.getClientRects().length > 0) as HTMLElement[];
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const pane = panes[(here + step + panes.length) % panes.length];
  // One after the other: a button that shows only on hover may come before the row that is meant
  const first = ["textarea", '[data-key][tabindex="0"]', 'a[tabindex="0"]', "button"]
    .map((selector) => pane?.querySelector<HTMLElement>(selector))
    .find((element) => element != null);
  first?.focus();
}
