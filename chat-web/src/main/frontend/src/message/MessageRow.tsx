import { UnstyledButton } from "@mantine/core";
import { IconArrowBackUp, IconCopy, IconPencil, IconTrash } from "@tabler/icons-react";
import { memo, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/identity/Avatar";
import { useBlocked } from "@/identity/blocks";
import { usePeople, useWorkspace } from "@/shell/context";
import { problemWords } from "@/shell/problems";
import { clockTime, dayName, fullTime, shortClockTime } from "@/shell/times";
import type { Message } from "@/wire/wire";
import type { PendingMessage } from "@/delivery/Outbox";
import { MessageText } from "./MessageText";
import { SystemLine } from "./SystemLine";
import type { Row } from "./rows";
import { wordsOf } from "./words";
import styles from "./MessageRow.module.css";

/** What one may do with a message. */
export interface MessageActions {
  edit: (message: Message) => void;
  remove: (message: Message) => void;
  reply: (message: Message) => void;
  copy: (body: string) => void;
  retry: (item: PendingMessage) => void;
  discard: (item: PendingMessage) => void;
  /** Puts a refused message back where it can be changed. */
  takeBack: (item: PendingMessage) => void;
  goTo: (seq: number) => void;
}

interface Props {
  row: Row;
  unreadCount: number | undefined;
  /** Whether the Tab key stops here. */
  stop: boolean;
  beingEdited: boolean;
  mayWrite: boolean;
  mayRemoveOthers: boolean;
  whole: boolean;
  onWhole: (key: string, whole: boolean) => void;
  actions: MessageActions;
}

export const MessageRow = memo(function MessageRow(props: Props) {
  const { row, unreadCount, stop } = props;
  const { t } = useTranslation();
  const seq = row.message?.seq;
  return (
    <div className={styles.slot}>
      {row.newDay && (
        <div className={styles.day} role="separator" aria-label={dayName(row.at)}>
          <time dateTime={row.at}>{dayName(row.at)}</time>
        </div>
      )}
      {row.firstUnread && (
        <div
          className={styles.unread}
          role="separator"
          aria-label={t("messages.newOnes")}
          data-testid="new-divider"
        >
          <span>{unreadCount ? t("messages.new", { count: unreadCount }) : t("messages.newOnes")}</span>
        </div>
      )}
      <div
        className={styles.row}
        data-first={row.first || undefined}
        data-seq={seq}
        data-key={row.key}
        data-edited={props.beingEdited || undefined}
        data-pending={row.pending && row.pending.state !== "sent" ? row.pending.state : undefined}
        tabIndex={stop ? 0 : -1}
      >
        {row.message?.format === "system" ? (
          <p className={styles.system}>
            <SystemLine message={row.message} />
            <time dateTime={row.at} title={fullTime(row.at)}>
              {clockTime(row.at)}
            </time>
          </p>
        ) : (
          <Folded {...props} />
        )}
      </div>
    </div>
  );
}, isSame);

/** Rows are made anew whenever one of them changes; most of them say the same as before. */
function isSame({ row: one, ...before }: Props, { row: other, ...after }: Props): boolean {
  return isAlike(one, other) && isAlike(before, after);
}

function isAlike<T extends object>(one: T, other: T): boolean {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof T>;
  return [...names].every((name) => Object.is(one[name], other[name]));
}

/** What somebody says whom one has blocked is there, and not in one's way. */
function Folded(props: Props) {
  const { t } = useTranslation();
  const blocked = useBlocked().has(props.row.sender);
  const [shown, setShown] = useState(false);
  if (!blocked || shown) return <Said {...props} />;
  return (
    <p className={styles.system}>
      {t("blocks.folded")}{" "}
      <UnstyledButton className={styles.unfold} onClick={() => setShown(true)}>
        {t("blocks.show")}
      </UnstyledButton>
    </p>
  );
}

function Said({ row, mayWrite, mayRemoveOthers, whole, onWhole, actions }: Props) {
  const { t } = useTranslation();
  const name = usePeople()(row.sender)?.displayName;
  const { message, pending } = row;
  const deleted = message?.deleted !== undefined;
  const body = message?.body ?? pending?.body ?? "";
  const replyTo = message?.replyTo ?? pending?.replyTo;
  return (
    <>
      <div className={styles.gutter}>
        {row.first ? (
          <Avatar id={row.sender} name={name} />
        ) : (
          <time className={styles.hoverTime} dateTime={row.at} title={fullTime(row.at)} aria-hidden>
            {shortClockTime(row.at)}
          </time>
        )}
      </div>
      <div className={styles.content}>
        {row.first ? (
          <p className={styles.who}>
            <bdi className={styles.name}>{name ?? "…"}</bdi>
            <time className={styles.time} dateTime={row.at} title={fullTime(row.at)}>
              {clockTime(row.at)}
            </time>
          </p>
        ) : (
          <span className="only-for-readers">
            {name ?? ""} {clockTime(row.at)}
          </span>
        )}
        {replyTo !== undefined && !deleted && <Quoted row={row} seq={replyTo} goTo={actions.goTo} />}
        {deleted ? (
          <p className={styles.deleted}>{t("messages.deleted")}</p>
        ) : (
          <MessageText
            body={body}
            format={message?.format ?? "markdown"}
            whole={whole}
            onWhole={(next) => onWhole(row.key, next)}
          />
        )}
        {message?.edited && !deleted && (
          <span className={styles.note} title={t("messages.editedAt", { time: fullTime(message.edited) })}>
            {t("messages.edited")}
          </span>
        )}
        {pending?.state === "failed" && <Failed item={pending} actions={actions} />}
        {(pending?.state === "waiting" || pending?.state === "sending") && (
          <span className="only-for-readers">
            {t(pending.state === "waiting" ? "messages.waiting" : "messages.pending")}
          </span>
        )}
      </div>
      {message && !deleted && (
        <Toolbar message={message} mayWrite={mayWrite} mayRemoveOthers={mayRemoveOthers} actions={actions} />
      )}
    </>
  );
}

/** The message that this one answers, in a line. */
function Quoted({ row, seq, goTo }: { row: Row; seq: number; goTo: (seq: number) => void }) {
  const { t } = useTranslation();
  const { store } = useWorkspace();
  const person = usePeople();
  const conversation = row.message?.conversation ?? row.pending?.conversation ?? 0;
  const quoted = useSyncExternalStore(store.subscribe, () => store.message(conversation, seq));
  const name = quoted && person(quoted.sender)?.displayName;
  return (
    <UnstyledButton className={styles.quoted} onClick={() => goTo(seq)} tabIndex={-1}>
      <span className="only-for-readers">
        {name ? t("messages.inReplyTo", { name }) : t("messages.inReplyToUnknown")}
      </span>
      {quoted ? (
        <>
          <bdi className={styles.quotedName} aria-hidden>
            {name}
          </bdi>
          <bdi>{quoted.deleted ? t("messages.deleted") : wordsOf(quoted.body)}</bdi>
        </>
      ) : (
        <span aria-hidden>{t("messages.inReplyToUnknown")}</span>
      )}
    </UnstyledButton>
  );
}

function Failed({ item, actions }: { item: PendingMessage; actions: MessageActions }) {
  const { t } = useTranslation();
  return (
    <p className={styles.failed} role="alert">
      <strong>{t("messages.failed")}</strong>
      {item.problem && <span>: {problemWords(t, item.problem)}</span>}{" "}
      <UnstyledButton className={styles.remedy} onClick={() => actions.retry(item)}>
        {t("messages.retry")}
      </UnstyledButton>
      <UnstyledButton className={styles.remedy} onClick={() => actions.takeBack(item)}>
        {t("messages.takeBack")}
      </UnstyledButton>
      <UnstyledButton className={styles.remedy} onClick={() => actions.discard(item)}>
        {t("messages.discard")}
      </UnstyledButton>
    </p>
  );
}

interface ToolbarProps {
  message: Message;
  mayWrite: boolean;
  mayRemoveOthers: boolean;
  actions: MessageActions;
}

function Toolbar({ message, mayWrite, mayRemoveOthers, actions }: ToolbarProps) {
  const { t } = useTranslation();
  const { me } = useWorkspace();
  const own = message.sender === me.id;
  const tools = [
    mayWrite && { name: "reply" as const, Icon: IconArrowBackUp, act: () => actions.reply(message) },
    mayWrite && own && { name: "edit" as const, Icon: IconPencil, act: () => actions.edit(message) },
    { name: "copy" as const, Icon: IconCopy, act: () => actions.copy(message.body) },
    mayWrite &&
      (own || mayRemoveOthers) && {
        name: "delete" as const,
        Icon: IconTrash,
        act: () => actions.remove(message),
      },
  ].filter((tool) => tool !== false);
  return (
    <div className={styles.toolbar} role="group" aria-label={t("messages.actions")}>
      {tools.map(({ name, Icon, act }) => (
        <UnstyledButton
          key={name}
          className={styles.tool}
          aria-label={t(`messages.${name}`)}
          title={t(`messages.${name}`)}
          onClick={act}
          data-tool={name}
        >
          <Icon size={16} stroke={1.8} aria-hidden />
        </UnstyledButton>
      ))}
    </div>
  );
}
