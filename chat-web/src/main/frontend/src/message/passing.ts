import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "@/shell/announce";
import { useWorkspace } from "@/shell/context";
import { placeOf, useGoTo } from "@/shell/places";
import { Refused } from "@/wire/http";
import type { Message } from "@/wire/wire";
import type { MessageActions } from "./MessageRow";

type InPassing = Pick<
  MessageActions,
  "react" | "pin" | "save" | "copy" | "copyLink" | "showSource" | "retry" | "discard"
>;

/** What one does with a message wherever it is shown, and what needs no further word. */
export function useInPassing(): InPassing {
  const { t } = useTranslation();
  const announce = useAnnounce();
  const goTo = useGoTo();
  const workspace = useWorkspace();
  return useMemo(() => {
    const copy = (text: string) =>
      void navigator.clipboard.writeText(text).then(() => announce(t("messages.copied")));
    return {
      react: (message, emoji) => workspace.reactions.set(message, emoji, true),
      pin: ({ conversation, seq }, on) => workspace.pin(conversation, seq, on),
      save: (message, on) => workspace.saved.set(message, on),
      copy: (body) => copy(workspace.addressees.named(body)),
      copyLink: ({ conversation, seq }: Message) => copy(location.origin + placeOf(conversation, seq)),
      showSource: ({ conversation, seq }) =>
        void workspace.api.source(conversation, seq).then(
          (source) => goTo(source.conversation, source.seq),
          (failure: unknown) =>
            workspace.complaints.tell(failure instanceof Refused ? failure.problem : undefined),
        ),
      retry: (item) => void workspace.outbox.retry(item.id),
      discard: (item) => void workspace.outbox.discard(item.id),
    };
  }, [workspace, announce, t, goTo]);
}
