import { ActionIcon } from "@mantine/core";
import { IconPencil, IconSend2, IconTrash } from "@tabler/icons-react";
import { useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useNaming } from "@/conversation/naming";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { problemWords, reason } from "@/shell/problems";
import { fullTime, momentName } from "@/shell/times";
import { zoneName } from "@/shell/zones";
import type { ScheduledMessage } from "@/wire/wire";
import { ScheduleDialog } from "./ScheduleDialog";
import { useWords } from "./useNames";
import styles from "./MessagePane.module.css";

/** What one wants to be posted later, wherever. */
export default function ScheduledMessages({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { scheduled } = useWorkspace();
  const messages = useSyncExternalStore(scheduled.subscribe, () => scheduled.all);
  const [changing, setChanging] = useState<ScheduledMessage>();
  const [trouble, setTrouble] = useState<string>();
  const attempt = (work: Promise<unknown>) => {
    setTrouble(undefined);
    work.catch((failure: unknown) => setTrouble(t("app.failed", { why: reason(t, failure) })));
  };
  if (changing) {
    return (
      <ScheduleDialog
        message={{ ...changing, body: changing.body ?? "" }}
        withWords
        onDone={() => undefined}
        onClose={() => setChanging(undefined)}
      />
    );
  }
  return (
    <Dialog title={t("schedule.all")} size={560} onClose={onClose}>
      <div className={dialog.scroll} tabIndex={-1}>
        {messages.length === 0 && <p className={dialog.text}>{t("schedule.none")}</p>}
        {messages.length > 0 && <p className={dialog.text}>{t("app.timeZone", { zone: zoneName() })}</p>}
        <p className={dialog.trouble} role="alert">
          {trouble}
        </p>
        <ul className={styles.rows}>
          {messages.map((message) => (
            <Waiting
              key={message.id}
              message={message}
              onChange={() => setChanging(message)}
              attempt={attempt}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

interface WaitingProps {
  message: ScheduledMessage;
  onChange: () => void;
  attempt: (work: Promise<unknown>) => void;
}

function Waiting({ message, onChange, attempt }: WaitingProps) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const wordsOf = useWords();
  const nameOf = useNaming();
  const about = workspace.store.conversation(message.conversation)?.about;
  const tools = [
    { name: "change", Icon: IconPencil, act: onChange },
    { name: "sendNow", Icon: IconSend2, act: () => attempt(workspace.sendScheduled(message)) },
    { name: "delete", Icon: IconTrash, act: () => attempt(workspace.unschedule(message.id)) },
  ] as const;
  return (
    <li className={styles.row}>
      <div className={styles.message}>
        <span className={styles.who}>
          {about && <bdi className={styles.name}>{nameOf(about)}</bdi>}
          <time dateTime={message.at} title={fullTime(message.at)}>
            {momentName(message.at)}
          </time>
        </span>
        <bdi className={styles.words}>{wordsOf(message.body ?? "")}</bdi>
        {message.problem && (
          <span className={dialog.trouble}>
            {t("schedule.refused", {
              why: problemWords(t, { code: message.problem, detail: message.problem }),
            })}
          </span>
        )}
      </div>
      {tools.map(({ name, Icon, act }) => (
        <ActionIcon
          key={name}
          variant="subtle"
          color="gray"
          size={32}
          className={styles.tool}
          aria-label={t(`schedule.${name}`)}
          title={t(`schedule.${name}`)}
          onClick={act}
        >
          <Icon size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      ))}
    </li>
  );
}
