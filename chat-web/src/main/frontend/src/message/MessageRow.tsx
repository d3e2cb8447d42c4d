import { Menu, Popover, UnstyledButton } from "@mantine/core";
import { IconArrowForwardUp, IconBookmark, IconDots, IconMoodPlus, IconPin } from "@tabler/icons-react";
import { lazy, memo, Suspense, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/identity/Avatar";
import { isFolded, useBlocked } from "@/identity/blocks";
import { useHidden, useIsSaved, usePeople, useWorkspace } from "@/shell/context";
import { problemWords } from "@/shell/problems";
import { clockTime, dayName, fullTime, momentName, shortClockTime } from "@/shell/times";
import type { AccountId, Message } from "@/wire/wire";
import type { PendingMessage } from "@/delivery/Outbox";
import { MessageText } from "./MessageText";
import { PollBox } from "./PollBox";
import { PreviewCards } from "./PreviewCards";
import { ReactionBar } from "./ReactionBar";
import { SystemLine } from "./SystemLine";
import type { Row } from "./rows";
import { toolsFor, type MessageRights } from "./tools";
import { Acknowledgement, PriorityMark } from "./Urgency";
import { useWords } from "./useNames";
import styles from "./MessageRow.module.css";

const EmojiPicker = lazy(() => import("./EmojiPicker"));

/** What one may do with a message. */
export interface MessageActions {
  edit: (message: Message) => void;
  /** For everybody. */
  remove: (message: Message) => void;
  /** For oneself. */
  hide: (message: Message) => void;
  showVersions: (message: Message) => void;
  reply: (message: Message) => void;
  react: (message: Message, emoji: string) => void;
  pin: (message: Message, on: boolean) => void;
  /** For oneself. */
  save: (message: Message, on: boolean) => void;
  copy: (body: string) => void;
  copyLink: (message: Message) => void;
  forward: (message: Message) => void;
  report: (message: Message) => void;
  /** Not there where one does not read that way. */
  markUnread?: (message: Message) => void;
  /** Shows where the words of a copy were said first. */
  showSource: (message: Message) => void;
  retry: (item: PendingMessage) => void;
  discard: (item: PendingMessage) => void;
  /** Puts a refused message back where it can be changed. */
  takeBack: (item: PendingMessage) => void;
  goTo: (seq: number) => void;
  openThread: (root: number) => void;
}

interface Props {
  row: Row;
  unreadCount: number | undefined;
  /** Whether the Tab key stops here. */
  stop: boolean;
  beingEdited: boolean;
  /** Whether the address names it. */
  named: boolean;
  rights: MessageRights;
  whole: boolean;
  onWhole: (key: string, whole: boolean) => void;
  actions: MessageActions;
}

export const MessageRow = memo(function MessageRow(props: Props) {
  const { row, unreadCount, stop } = props;
  const { t } = useTranslation();
  const { store } = useWorkspace();
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
        data-named={props.named || undefined}
        data-calls={(row.message && store.isMeant(row.message)) || undefined}
        data-pending={row.pending && row.pending.state !== "sent" ? row.pending.state : undefined}
        tabIndex={stop ? 0 : -1}
      >
        {row.message?.format === "system" ? (
          <p className={styles.system}>
            <SystemLine message={row.message} />{" "}
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
  const { message, sender } = props.row;
  const folded = isFolded(message ?? { sender }, useBlocked());
  const [shown, setShown] = useState(false);
  if (!folded || shown) return <Said {...props} />;
  return (
    <p className={styles.system}>
      {t("blocks.folded")}{" "}
      <UnstyledButton className={styles.unfold} onClick={() => setShown(true)}>
        {t("blocks.show")}
      </UnstyledButton>
    </p>
  );
}

function Said({ row, stop, rights, whole, onWhole, actions }: Props) {
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
        {!deleted && (message?.priority ?? pending?.priority) && (
          <PriorityMark priority={(message?.priority ?? pending?.priority)!} />
        )}
        {message?.pinned && <PinnedBy account={message.pinned.by} at={message.pinned.at} />}
        {message && !deleted && <SavedMark message={message} />}
        {message?.forwarded !== undefined && !deleted && (
          <Forwarded message={message} stop={stop} onShow={() => actions.showSource(message)} />
        )}
        {replyTo !== undefined && !deleted && <Quoted row={row} seq={replyTo} goTo={actions.goTo} />}
        {deleted ? (
          <Deleted message={message!} />
        ) : (
          <MessageText
            body={body}
            format={message?.format ?? "markdown"}
            whole={whole}
            onWhole={(next) => onWhole(row.key, next)}
          />
        )}
        {message && !deleted && <PreviewCards message={message} mayEdit={rights.write} stop={stop} />}
        {message?.edited && !deleted && (
          <Edited
            message={message}
            rights={rights}
            stop={stop}
            onShow={() => actions.showVersions(message)}
          />
        )}
        {message?.poll && !deleted && (
          <PollBox message={message} poll={message.poll} rights={rights} stop={stop} />
        )}
        {message?.priority === "urgent" && !deleted && (
          <Acknowledgement message={message} rights={rights} stop={stop} />
        )}
        {message && !deleted && <ReactionBar message={message} mayReact={rights.react} stop={stop} />}
        {message?.replies && (
          <ThreadLine message={message} stop={stop} onOpen={() => actions.openThread(message.seq)} />
        )}
        {pending?.state === "held" && <span className={styles.note}>{t("messages.held")}</span>}
        {pending?.state === "failed" && <Failed item={pending} actions={actions} />}
        {(pending?.state === "waiting" || pending?.state === "sending") && (
          <span className="only-for-readers">
            {t(pending.state === "waiting" ? "messages.waiting" : "messages.pending")}
          </span>
        )}
      </div>
      {message && !deleted && <Toolbar message={message} rights={rights} actions={actions} />}
    </>
  );
}

/** That somebody has deleted it; to who wrote it also why, if it was another. */
function Deleted({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { removals } = useWorkspace();
  const person = usePeople();
  const removal = useSyncExternalStore(removals.subscribe, () => removals.of(message));
  if (!removal) return <p className={styles.deleted}>{t("messages.deleted")}</p>;
  const name = person(removal.by)?.displayName ?? t("app.somebody");
  return (
    <p className={styles.deleted}>
      {removal.reason
        ? t("messages.deletedBecause", { name, why: removal.reason })
        : t("messages.deletedBy", { name })}
    </p>
  );
}

interface EditedProps {
  message: Message;
  rights: MessageRights;
  stop: boolean;
  onShow: () => void;
}

/** That it was edited; leads to what it said before where that is shown. */
function Edited({ message, rights, stop, onShow }: EditedProps) {
  const { t } = useTranslation();
  const { me } = useWorkspace();
  const title = t("messages.editedAt", { time: fullTime(message.edited!) });
  const shown = rights.versions === "all" || (rights.versions === "own" && message.sender === me.id);
  if (!shown) {
    return (
      <span className={styles.note} title={title}>
        {t("messages.edited")}
      </span>
    );
  }
  return (
    <UnstyledButton className={styles.edited} title={title} onClick={onShow} tabIndex={stop ? 0 : -1}>
      {t("messages.edited")}
    </UnstyledButton>
  );
}

/** That a message was answered in a thread; leads there. */
function ThreadLine({ message, stop, onOpen }: { message: Message; stop: boolean; onOpen: () => void }) {
  const { t } = useTranslation();
  const { threads } = useWorkspace();
  const person = usePeople();
  const { conversation, seq } = message;
  const unread = useSyncExternalStore(threads.subscribe, () => threads.unreadIn(conversation, seq));
  const { count, at, accounts } = message.replies!;
  return (
    <UnstyledButton className={styles.thread} onClick={onOpen} tabIndex={stop ? 0 : -1}>
      <span className={styles.faces}>
        {accounts.map((id) => (
          <Avatar key={id} id={id} name={person(id)?.displayName} size={20} />
        ))}
      </span>
      <span className={styles.threadCount}>{t("threads.replies", { count })}</span>
      {unread > 0 && <span className={styles.threadNew}>{t("messages.new", { count: unread })}</span>}
      <time className={styles.threadTime} dateTime={at} title={fullTime(at)}>
        {momentName(at)}
      </time>
    </UnstyledButton>
  );
}

function Forwarded({ message, stop, onShow }: { message: Message; stop: boolean; onShow: () => void }) {
  const { t } = useTranslation();
  const name = usePeople()(message.forwarded!)?.displayName ?? t("app.somebody");
  return (
    <p className={styles.pinned}>
      <IconArrowForwardUp size={13} stroke={1.8} aria-hidden /> {t("messages.forwarded", { name })}
      <UnstyledButton className={styles.source} onClick={onShow} tabIndex={stop ? 0 : -1}>
        {t("messages.showSource")}
      </UnstyledButton>
    </p>
  );
}

function SavedMark({ message }: { message: Message }) {
  const { t } = useTranslation();
  const saved = useIsSaved(message);
  if (!saved) return null;
  return (
    <p className={styles.pinned}>
      <IconBookmark size={13} stroke={1.8} aria-hidden /> {t("messages.saved")}
    </p>
  );
}

function PinnedBy({ account, at }: { account: AccountId; at: string }) {
  const { t } = useTranslation();
  const name = usePeople()(account)?.displayName ?? t("app.somebody");
  return (
    <p className={styles.pinned} title={fullTime(at)}>
      <IconPin size={13} stroke={1.8} aria-hidden /> {t("messages.pinnedBy", { name })}
    </p>
  );
}

/** The message that this one answers, in a line. */
function Quoted({ row, seq, goTo }: { row: Row; seq: number; goTo: (seq: number) => void }) {
  const { t } = useTranslation();
  const wordsOf = useWords();
  const { store } = useWorkspace();
  const person = usePeople();
  const conversation = row.message?.conversation ?? row.pending?.conversation ?? 0;
  const blocked = useBlocked();
  const isHidden = useHidden();
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
          <bdi>
            {quoted.deleted || isHidden(quoted)
              ? t("messages.deleted")
              : isFolded(quoted, blocked)
                ? t("blocks.folded")
                : wordsOf(quoted.body)}
          </bdi>
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
        {t(item.problem?.code === "message.warned" ? "messages.sendAnyway" : "messages.retry")}
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
  rights: MessageRights;
  actions: MessageActions;
}

function Toolbar({ message, rights, actions }: ToolbarProps) {
  const { t } = useTranslation();
  const { me } = useWorkspace();
  const saved = useIsSaved(message);
  const [open, setOpen] = useState<"emoji" | "menu">();
  const bar = useRef<HTMLDivElement>(null);
  const tools = toolsFor(message, { own: message.sender === me.id, saved }, rights, actions);
  /** Afterwards the row has the focus, for its tools are there only as long as it does. */
  const close = () => {
    bar.current?.closest<HTMLElement>("[data-key]")?.focus({ preventScroll: true });
    setOpen(undefined);
  };
  return (
    <div
      ref={bar}
      className={styles.toolbar}
      role="group"
      aria-label={t("messages.actions")}
      data-open={open}
    >
      {rights.react && (
        <ReactTool
          picking={open === "emoji"}
          onOpen={() => setOpen("emoji")}
          onClose={close}
          onPick={(emoji) => actions.react(message, emoji)}
        />
      )}
      {tools
        .filter(({ inBar }) => inBar)
        .map(({ name, Icon, act }) => (
          <UnstyledButton
            key={name}
            className={styles.tool}
            aria-label={t(`messages.${name}`)}
            title={t(`messages.${name}`)}
            onClick={act}
          >
            <Icon size={16} stroke={1.8} aria-hidden />
          </UnstyledButton>
        ))}
      <Menu
        opened={open === "menu"}
        onChange={(opened) => (opened ? setOpen("menu") : close())}
        position="bottom-end"
        width={220}
        keepMounted={false}
        returnFocus={false}
      >
        <Menu.Target>
          <UnstyledButton className={styles.tool} aria-label={t("messages.more")} title={t("messages.more")}>
            <IconDots size={16} stroke={1.8} aria-hidden />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {tools
            .filter(({ inBar }) => !inBar)
            .map(({ name, Icon, act }) => (
              <Menu.Item
                key={name}
                leftSection={<Icon size={16} stroke={1.8} aria-hidden />}
                onClick={act}
                {...(name === "delete" && { color: "red" })}
              >
                {t(`messages.${name}`)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

interface ReactToolProps {
  picking: boolean;
  onOpen: () => void;
  onClose: () => void;
  onPick: (emoji: string) => void;
}

function ReactTool({ picking, onOpen, onClose, onPick }: ReactToolProps) {
  const { t } = useTranslation();
  return (
    <Popover opened={picking} onChange={(open) => !open && onClose()} position="bottom-end" trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={styles.tool}
          aria-label={t("messages.react")}
          title={t("messages.react")}
          aria-expanded={picking}
          onClick={picking ? onClose : onOpen}
          data-tool="react"
        >
          <IconMoodPlus size={16} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("emoji.title")}>
        <Suspense fallback={<div className={styles.pickerToCome} />}>
          <EmojiPicker
            onPick={(emoji) => {
              onClose();
              onPick(emoji);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
