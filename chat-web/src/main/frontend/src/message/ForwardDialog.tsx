import { TextInput, UnstyledButton } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConversationIcon } from "@/conversation/ConversationIcon";
import { matches } from "@/conversation/matches";
import { useNaming } from "@/conversation/naming";
import { inOrder, sectionsOf } from "@/conversation/order";
import { mayWriteIn } from "@/conversation/rights";
import type { ConversationState } from "@/delivery/Store";
import { useBlocked } from "@/identity/blocks";
import { uuid } from "@/identity/uuid";
import { useAnnounce } from "@/shell/announce";
import { Dialog } from "@/shell/Dialog";
import { useConversations, useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { reason } from "@/shell/problems";
import type { Message } from "@/wire/wire";
import { wordsOf } from "./words";
import styles from "./ForwardDialog.module.css";

const MOST = 30;

/** Asks where to, and says it there. */
export function ForwardDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const announce = useAnnounce();
  const nameOf = useNaming();
  const conversations = useConversations();
  const blocked = useBlocked();
  const [typed, setTyped] = useState("");
  // Trying again is the same try; another place is another copy
  const [ids] = useState(() => new Map<number, string>());
  const forward = useMutation({
    mutationFn: async ({ id }: ConversationState) => {
      if (!ids.has(id)) ids.set(id, uuid());
      await workspace.forward(id, message, ids.get(id)!);
    },
    onSuccess: (_, { about }) => {
      announce(t("forward.done", { name: nameOf(about) }));
      onClose();
    },
  });
  const shown = inOrder(sectionsOf(conversations, undefined))
    .filter(({ about }) => !(about.kind === "direct" && blocked.has(about.with ?? -1)))
    .filter((state) => mayWriteIn(state) && matches(nameOf(state.about), typed))
    .slice(0, MOST);
  return (
    <Dialog title={t("forward.title")} size={480} onClose={onClose}>
      <blockquote className={styles.words}>{wordsOf(message.body)}</blockquote>
      <TextInput
        data-autofocus
        aria-label={t("forward.find")}
        placeholder={t("forward.find")}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing || typed.trim() === "" || !shown[0])
            return;
          event.preventDefault();
          forward.mutate(shown[0]);
        }}
      />
      <ul className={styles.places}>
        {shown.map((state) => (
          <li key={state.id}>
            <UnstyledButton
              className={styles.place}
              disabled={forward.isPending}
              onClick={() => forward.mutate(state)}
            >
              <ConversationIcon about={state.about} />
              <bdi className={styles.name}>{nameOf(state.about)}</bdi>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      {shown.length === 0 && <p className={dialog.text}>{t("jump.none")}</p>}
      <p className={dialog.trouble} role="alert">
        {forward.error && t("app.failed", { why: reason(t, forward.error) })}
      </p>
    </Dialog>
  );
}
