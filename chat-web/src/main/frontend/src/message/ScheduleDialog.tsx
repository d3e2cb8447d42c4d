import { Button, Textarea, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { reason } from "@/shell/problems";
import { localMoment, zoneName } from "@/shell/zones";
import type { ScheduledMessage } from "@/wire/wire";

interface Props {
  /** What is to be posted; its `at` is what is offered. */
  message: Pick<ScheduledMessage, "id" | "conversation" | "replyTo" | "thread"> & {
    body: string;
    at?: string;
  };
  /** The words can be changed here too. */
  withWords?: boolean;
  onDone: () => void;
  onClose: () => void;
}

/** Asks when a message is to be posted. */
export function ScheduleDialog({ message, withWords, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [body, setBody] = useState(message.body);
  const [at, setAt] = useState(() => localMoment(message.at ? new Date(message.at) : tomorrowMorning()));
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();

  async function schedule(event: SyntheticEvent) {
    event.preventDefault();
    const moment = new Date(at);
    if (!(moment.getTime() > Date.now())) return setTrouble(t("schedule.past"));
    setBusy(true);
    try {
      await workspace.schedule({ ...message, body, at: moment.toISOString() });
      onDone();
      onClose();
    } catch (failure) {
      setTrouble(t("app.failed", { why: reason(t, failure) }));
      setBusy(false);
    }
  }

  return (
    <Dialog title={t("schedule.title")} size={440} onClose={onClose}>
      <form className={dialog.form} onSubmit={(event) => void schedule(event)} noValidate>
        {withWords && (
          <Textarea
            label={t("schedule.words")}
            value={body}
            autosize
            minRows={2}
            maxRows={8}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
        )}
        <TextInput
          type="datetime-local"
          label={t("schedule.when")}
          description={t("app.timeZone", { zone: zoneName() })}
          min={localMoment(new Date())}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
          data-autofocus
        />
        <p className={dialog.trouble} role="alert">
          {trouble}
        </p>
        <div className={dialog.foot}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Button type="submit" loading={busy} disabled={body.trim() === ""}>
            {t("schedule.do")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function tomorrowMorning(): Date {
  const now = new Date();
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 9);
}
