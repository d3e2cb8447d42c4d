import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { usePeople, useWorkspace } from "@/shell/context";
import type { Message } from "@/wire/wire";
import { useWords } from "./useNames";
import styles from "./asked.module.css";

const REASON_LENGTH = 500;

/** Deletes a message for everybody; of somebody else's it asks why, for they are told. */
export function DeleteDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation();
  const wordsOf = useWords();
  const workspace = useWorkspace();
  const name = usePeople()(message.sender)?.displayName ?? t("app.somebody");
  const own = message.sender === workspace.me.id;
  const [why, setWhy] = useState("");
  return (
    <ConfirmDialog
      title={t("messages.deleteTitle")}
      text={own ? t("messages.deleteText") : t("messages.deleteOthersText", { name })}
      confirm={t("messages.deleteDo")}
      danger
      mayConfirm={own || why.trim() !== ""}
      onConfirm={() => workspace.remove(message.conversation, message.seq, own ? undefined : why.trim())}
      onClose={onClose}
    >
      <blockquote className={styles.toDelete}>{wordsOf(message.body)}</blockquote>
      {!own && (
        <TextInput
          label={t("messages.deleteReason")}
          maxLength={REASON_LENGTH}
          value={why}
          onChange={(event) => setWhy(event.currentTarget.value)}
          required
          data-autofocus
        />
      )}
    </ConfirmDialog>
  );
}

/** Deletes a message for oneself. */
export function HideDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation();
  const wordsOf = useWords();
  const { hidden } = useWorkspace();
  return (
    <ConfirmDialog
      title={t("messages.hideTitle")}
      text={t("messages.hideText")}
      confirm={t("messages.hideDo")}
      danger
      onConfirm={() => {
        hidden.set(message, true);
        return Promise.resolve();
      }}
      onClose={onClose}
    >
      <blockquote className={styles.toDelete}>{wordsOf(message.body)}</blockquote>
    </ConfirmDialog>
  );
}
