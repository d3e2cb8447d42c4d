import { NativeSelect, Textarea } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "@/shell/announce";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { usePeople, useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";
import type { ReportSubject } from "@/wire/Api";
import { reportReasons, type Message, type ReportReason } from "@/wire/wire";

const TEXT_LENGTH = 1000;

interface Props {
  what: ReportSubject;
  /** Who said it, or is reported. */
  name: string;
  onClose: () => void;
}

/** Asks what is wrong, and says who will see it. */
export function ReportDialog({ what, name, onClose }: Props) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const announce = useAnnounce();
  const queries = useQueryClient();
  const [reason, setReason] = useState<ReportReason>("harassment");
  const [text, setText] = useState("");
  const ofMessage = "seq" in what;

  async function report() {
    await api.report({ ...what, reason, ...(text.trim() !== "" && { text: text.trim() }) });
    announce(t("report.done"));
    await queries.invalidateQueries({ queryKey: ["reports"] });
  }

  return (
    <ConfirmDialog
      title={t(ofMessage ? "report.titleMessage" : "report.titlePerson", { name })}
      text={t(ofMessage ? "report.textMessage" : "report.textPerson", { name })}
      confirm={t("report.do")}
      danger
      onConfirm={report}
      onClose={onClose}
    >
      <div className={styles.form}>
        <NativeSelect
          label={t("report.reason")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value as ReportReason)}
          data={reportReasons.map((value) => ({ value, label: t(`report.reasons.${value}`) }))}
        />
        <Textarea
          label={t(reason === "other" ? "report.wordsNeeded" : "report.words")}
          value={text}
          maxLength={TEXT_LENGTH}
          autosize
          minRows={2}
          maxRows={6}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </div>
    </ConfirmDialog>
  );
}

/** The same for a message. */
export function ReportMessage({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation();
  const { conversation, seq, sender } = message;
  const name = usePeople()(sender)?.displayName ?? t("app.somebody");
  return <ReportDialog what={{ conversation, seq }} name={name} onClose={onClose} />;
}
