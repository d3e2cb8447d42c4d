import { useEffect, useMemo, useState } from "react";
import { mayDeleteOthersIn, mayDeleteOwnIn, mayReactIn, mayWriteIn } from "@/conversation/rights";
import type { ConversationState } from "@/delivery/Store";
import { useHasBlocked } from "@/identity/blocks";
import type { MessageRights } from "./tools";

/** What one may do with the messages of a conversation; it changes by itself when one is muted no longer. */
export function useRights(state: ConversationState): MessageRights {
  const { about } = state;
  useDrawnAt(about.muted?.until);
  const blocked = useHasBlocked(about);
  const write = mayWriteIn(state) && !blocked;
  const react = mayReactIn(state) && !blocked;
  const removeOwn = mayDeleteOwnIn(state);
  const removeOthers = mayDeleteOthersIn(state);
  return useMemo(() => ({ write, react, removeOwn, removeOthers }), [write, react, removeOwn, removeOthers]);
}

/** Draws anew when this moment comes. */
function useDrawnAt(moment: string | undefined): void {
  const [, draw] = useState(0);
  useEffect(() => {
    const wait = moment === undefined ? -1 : Date.parse(moment) - Date.now();
    // A browser's timers end after 24 days
    if (wait < 0 || wait >= 2 ** 31) return;
    const timer = setTimeout(() => draw((before) => before + 1), wait + 1);
    return () => clearTimeout(timer);
  }, [moment]);
}
