import { useCallback } from "react";
import { useLocation, useMatch, useNavigate, useSearchParams } from "react-router";
import type { ConversationId, Seq } from "@/wire/wire";

/** What can lie over the conversation; it is in the address, so that going back closes it. */
export type Dialog =
  | "jump"
  | "new"
  | "channels"
  | "inbox"
  | "saved"
  | "scheduled"
  | "threads"
  | "reports"
  | "holds"
  | "settings"
  | "status"
  | "keys"
  | "invitation";

/** Where a conversation is, or one of its messages. */
export function placeOf(id: ConversationId, seq?: Seq): string {
  return seq === undefined ? `/c/${id}` : `/c/${id}/${seq}`;
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The address of an invitation; what stands behind the # does not leave the browser that opens it. */
export function linkFor(token: string): string {
  return `${location.origin}/?dialog=invitation#${token}`;
}

/** The conversation that the address names. */
export function useOpenConversation(): ConversationId | undefined {
  return numberOf(useMatch("/c/:id/*")?.params.id);
}

interface Visit {
  visit?: number;
}

/** The state of an address that one goes to, though one may be there already. */
export function aVisit(): Visit {
  return { visit: Date.now() };
}

/** The message that the address names, and which visit to it this is, if somebody has gone there from here. */
export function useNamedMessage(): { seq: Seq | undefined; visit: number | undefined } {
  const { state } = useLocation();
  return {
    seq: numberOf(useMatch("/c/:id/:seq")?.params.seq),
    visit: (state as Visit | null)?.visit,
  };
}

/** Goes to a message; what lies beside the conversation stays. */
export function useGoTo(): (id: ConversationId, seq: Seq) => void {
  const navigate = useNavigate();
  const { search } = useLocation();
  return useCallback(
    (id, seq) => void navigate(placeOf(id, seq) + search, { state: aVisit() }),
    [navigate, search],
  );
}

interface FromHere {
  fromHere?: boolean;
}

function useParam(name: string) {
  const [parameters, setParameters] = useSearchParams();
  const location = useLocation();
  const navigate = useNavigate();
  const value = parameters.get(name) ?? undefined;

  const open = useCallback(
    (next: string) =>
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          after.set(name, next);
          return after;
        },
        // One thing after another in the same place is one step back
        { state: { fromHere: true } satisfies FromHere, replace: value !== undefined },
      ),
    [name, setParameters, value],
  );

  const close = useCallback(() => {
    if (value === undefined) return;
    if ((location.state as FromHere | null)?.fromHere) {
      void navigate(-1);
      return;
    }
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        after.delete(name);
        return after;
      },
      { replace: true },
    );
  }, [location.state, name, navigate, setParameters, value]);

  return [value, open, close] as const;
}

export function useDialog() {
  const [value, open, close] = useParam("dialog");
  return { dialog: value as Dialog | undefined, open: open as (dialog: Dialog) => void, close };
}

/** What can stand beside the conversation. */
export type Detail = "members" | "pins" | `thread-${Seq}`;

/** The pane beside the conversation. */
export function useDetails() {
  const [value, open, close] = useParam("details");
  const shown = value as Detail | undefined;
  const toggle = useCallback(
    (detail: Detail) => (shown === detail ? close() : open(detail)),
    [close, shown, open],
  );
  const thread = shown?.startsWith("thread-") ? numberOf(shown.slice(7)) : undefined;
  return { shown, thread, open: open as (detail: Detail) => void, toggle, close };
}
