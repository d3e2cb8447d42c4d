import { useCallback } from "react";
import { useLocation, useMatch, useNavigate, useSearchParams } from "react-router";
import type { ConversationId } from "@/wire/wire";

/** What can lie over the conversation; it is in the address, so that going back closes it. */
export type Dialog = "jump" | "new" | "channels" | "settings" | "status" | "keys" | "invitation";

export function placeOf(id: ConversationId): string {
  return `/c/${id}`;
}

/** The address of an invitation; what stands behind the # does not leave the browser that opens it. */
export function linkFor(token: string): string {
  return `${location.origin}/?dialog=invitation#${token}`;
}

/** The conversation that the address names. */
export function useOpenConversation(): ConversationId | undefined {
  const id = useMatch("/c/:id")?.params.id;
  return id !== undefined && /^\d+$/.test(id) ? Number(id) : undefined;
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

/** The pane beside the conversation. */
export function useDetails() {
  const [value, open, close] = useParam("details");
  const isOpen = value !== undefined;
  const toggle = useCallback(() => (isOpen ? close() : open("members")), [close, isOpen, open]);
  return { isOpen, toggle, close };
}
