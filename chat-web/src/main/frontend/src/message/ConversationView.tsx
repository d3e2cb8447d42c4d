import { ActionIcon, Button, CopyButton, Menu } from "@mantine/core";
import { IconArrowLeft, IconDots, IconUsers } from "@tabler/icons-react";
import type { TFunction } from "i18next";
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { BookmarkBar, BookmarksDialog } from "@/conversation/Bookmarks";
import { ArchiveDialog, ChannelDialog, DescribeDialog, LeaveDialog } from "@/conversation/dialogs";
import { ConversationIcon } from "@/conversation/ConversationIcon";
import { useNaming } from "@/conversation/naming";
import { OwnDialog } from "@/conversation/OwnDialog";
import { mayArchive, mayDescribe, mayMakeChannel, mayReview, whyNotWrite } from "@/conversation/rights";
import { ScreeningDialog } from "@/conversation/Screening";
import type { ConversationState } from "@/delivery/Store";
import { BlockDialog, BlockItem, isFolded, useBlocked, useHasBlocked } from "@/identity/blocks";
import { ReportDialog, ReportMessage } from "@/report/ReportDialog";
import { useAnnounce } from "@/shell/announce";
import {
  useConversation,
  useDraft,
  useMemos,
  usePeople,
  usePresence,
  useReady,
  useTyping,
  useWorkspace,
} from "@/shell/context";
import { isSomethingOpen, isTyping } from "@/shell/keys";
import { useDetails, useNamedMessage } from "@/shell/places";
import { listed, momentName } from "@/shell/times";
import { entitle } from "@/shell/title";
import type { Conversation, ConversationId, Message, Seq } from "@/wire/wire";
import { Composer, type ComposerHandle } from "./Composer";
import { DeleteDialog, HideDialog } from "./DeleteDialog";
import { ForwardDialog } from "./ForwardDialog";
import { MessageList, type MessageListHandle, type Opening } from "./MessageList";
import type { MessageActions } from "./MessageRow";
import { useInPassing } from "./passing";
import { ReceiptLine } from "./ReceiptLine";
import { useWords } from "./useNames";
import { useRights } from "./useRights";
import { VersionsDialog } from "./VersionsDialog";
import styles from "./ConversationView.module.css";

export function ConversationView({ id }: { id: ConversationId }) {
  const { t } = useTranslation();
  const state = useConversation(id);
  const ready = useReady();
  const navigate = useNavigate();
  if (state) return <Open key={id} state={state} />;
  return (
    <main className={styles.pane}>
      {ready && (
        <div className={styles.gone}>
          <p>{t("conversation.gone")}</p>
          <Button variant="default" onClick={() => void navigate("/")}>
            {t("app.back")}
          </Button>
        </div>
      )}
    </main>
  );
}

/** Where what was not read begins, as it was when one came. */
interface Divider {
  seq: Seq;
  count?: number;
}

function Open({ state }: { state: ConversationState }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { store, history, positions, drafts, outbox } = workspace;
  const { id, about } = state;
  const name = useNaming()(about);
  const draft = useDraft(id);
  const announce = useAnnounce();
  const list = useRef<MessageListHandle>(null);
  const composer = useRef<ComposerHandle>(null);
  const end = state.left ?? state.seq;
  const blocked = useHasBlocked(about);
  const rights = useRights(state);
  const { seq: named, visit } = useNamedMessage();
  const { open: openDetail } = useDetails();
  const namedThread = useSyncExternalStore(store.subscribe, () =>
    named === undefined ? undefined : store.message(id, named)?.thread,
  );

  const [opening, setOpening] = useState<Opening>(() => firstOpening(state, named, positions.get(id)));
  const [visited, setVisited] = useState({ named, visit });
  const [divider, setDivider] = useState<Divider | undefined>(() => firstDivider(state));
  const [atBottom, setAtBottom] = useState(opening.at === "end");
  const [toDelete, setToDelete] = useState<Message>();
  const [toHide, setToHide] = useState<Message>();
  const [toCompare, setToCompare] = useState<Message>();
  const [toForward, setToForward] = useState<Message>();
  const [toReport, setToReport] = useState<Message>();
  const navigate = useNavigate();
  // What comes while nobody looks, or looks elsewhere, is marked where it begins
  if (!divider && state.unread > 0 && !(atBottom && document.hasFocus()))
    setDivider({ seq: firstUnread(state) });

  // The address names another message, or somebody goes to the same one again
  if (named !== visited.named || (visit !== undefined && visit !== visited.visit)) {
    setVisited({ named, visit });
    if (named !== undefined)
      setOpening(({ key }) => ({ anchor: shownFrom(state, named), at: "middle", key: key + 1 }));
  }

  const shownInThread = useRef<typeof visited>(undefined);
  useEffect(() => {
    // What is in a thread is shown there, once a visit
    if (namedThread === undefined || shownInThread.current === visited) return;
    shownInThread.current = visited;
    openDetail(`thread-${namedThread}`);
  }, [namedThread, visited, openDetail]);

  const reopen = useCallback(
    (next: Omit<Opening, "key">) => setOpening(({ key }) => ({ ...next, key: key + 1 })),
    [],
  );
  const focusComposer = useCallback(() => composer.current?.focus(), []);
  useEffect(() => {
    if (!window.matchMedia("(pointer: coarse)").matches) focusComposer();
  }, [focusComposer]);
  useEffect(() => () => history.close(id), [history, id]);
  useEffect(() => {
    workspace.look(id);
    return () => workspace.look();
  }, [workspace, id]);
  useEffect(() => entitle(name), [name]);

  const markRead = useCallback(() => {
    store.markRead(id, end);
    setDivider(undefined);
    list.current?.toEnd();
    focusComposer();
  }, [store, id, end, focusComposer]);
  const firstNew = divider?.seq;
  const toFirstUnread = useCallback(() => {
    if (firstNew === undefined) announce(t("conversation.nothingUnread"));
    else reopen({ anchor: firstNew, at: "start" });
  }, [firstNew, reopen, announce, t]);
  useKeys(markRead, focusComposer, toFirstUnread);

  const edit = useCallback(
    (message: Message) => {
      drafts.set(id, {
        text: workspace.addressees.typed(message.body),
        editing: message.seq,
        before: unsent(drafts.get(id)),
      });
      focusComposer();
    },
    [workspace, drafts, id, focusComposer],
  );
  const inPassing = useInPassing();
  const actions = useMemo<MessageActions>(
    () => ({
      ...inPassing,
      edit,
      remove: setToDelete,
      hide: setToHide,
      showVersions: setToCompare,
      reply: (message) => {
        drafts.set(id, { text: unsent(drafts.get(id)), replyTo: message.seq });
        focusComposer();
      },
      forward: setToForward,
      report: setToReport,
      markUnread: ({ seq }) => {
        workspace.readAgain(id, seq);
        announce(t("messages.markedUnread"));
        void navigate("/");
      },
      discard: (item) => {
        void outbox.discard(item.id);
        focusComposer();
      },
      takeBack: (item) => {
        const { text } = drafts.get(id);
        const body = workspace.addressees.typed(item.body);
        drafts.set(id, { text: text === "" ? body : `${body}\n\n${text}` });
        void outbox.discard(item.id);
        focusComposer();
      },
      openThread: (root) => openDetail(`thread-${root}`),
      goTo: (seq) => reopen({ anchor: seq, at: "middle" }),
    }),
    [
      inPassing,
      edit,
      drafts,
      id,
      focusComposer,
      announce,
      t,
      outbox,
      reopen,
      workspace,
      openDetail,
      navigate,
    ],
  );

  return (
    <main className={styles.pane} aria-label={name}>
      <Header state={state} name={name} onMarkRead={markRead} onFirstUnread={toFirstUnread} />
      {state.left === undefined && <BookmarkBar about={about} />}
      <MessageList
        ref={list}
        state={state}
        name={name}
        opening={opening}
        divider={divider}
        editing={draft.editing}
        named={named}
        rights={rights}
        actions={actions}
        onReopen={reopen}
        onBottom={setAtBottom}
      />
      <NewWords state={state} />
      <div className={styles.status}>
        <TypingLine id={id} />
        <ReceiptLine state={state} />
      </div>
      {rights.write ? (
        <Composer
          ref={composer}
          state={state}
          name={name}
          onSent={() => {
            setDivider(undefined);
            store.markRead(id, end);
            requestAnimationFrame(() => list.current?.toEnd());
          }}
          onEditLast={() => {
            const last = store.lastOwn(id);
            if (last) edit(last);
          }}
        />
      ) : (
        <Closed state={state} {...(blocked && { note: t("composer.blockedNote", { name }) })} />
      )}
      {toReport && <ReportMessage message={toReport} onClose={() => setToReport(undefined)} />}
      {toForward && <ForwardDialog message={toForward} onClose={() => setToForward(undefined)} />}
      {toDelete && (
        <DeleteDialog
          message={toDelete}
          onClose={() => {
            setToDelete(undefined);
            requestAnimationFrame(focusComposer);
          }}
        />
      )}
      {toHide && (
        <HideDialog
          message={toHide}
          onClose={() => {
            setToHide(undefined);
            requestAnimationFrame(focusComposer);
          }}
        />
      )}
      {toCompare && <VersionsDialog message={toCompare} onClose={() => setToCompare(undefined)} />}
    </main>
  );
}

type Asked =
  "screening" | "leave" | "describe" | "archive" | "bookmarks" | "channel" | "own" | "block" | "report";

function Header({
  state,
  name,
  onMarkRead,
  onFirstUnread,
}: {
  state: ConversationState;
  name: string;
  onMarkRead: () => void;
  onFirstUnread: () => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const details = useDetails();
  const { me } = useWorkspace();
  const { write } = useRights(state);
  const showsMembers = details.shown === "members";
  const [asked, setAsked] = useState<Asked>();
  const { about, left } = state;
  const member = left === undefined;
  const kind =
    about.kind === "channel"
      ? about.visibility === "public"
        ? "publicChannel"
        : "privateChannel"
      : about.kind;
  const seen = usePresence(about.with ?? -1);
  const lastSeen = seen?.lastSeen && t("presence.lastSeen", { time: momentName(seen.lastSeen) });
  const note = [
    about.archived && t("conversation.archived"),
    about.waiting !== undefined && t("requests.waiting", { count: about.waiting }),
    about.held !== undefined && t("screening.waiting", { count: about.held }),
    about.topic,
    seen?.text,
    lastSeen,
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <header className={styles.header}>
      <ActionIcon
        className={styles.back}
        variant="subtle"
        color="gray"
        size={44}
        aria-label={t("app.back")}
        onClick={() => void navigate("/")}
      >
        <IconArrowLeft size={20} aria-hidden />
      </ActionIcon>
      <ConversationIcon about={about} size={24} />
      <div className={styles.heading}>
        <h1 className={styles.title} title={name}>
          <span className="only-for-readers">{t(`conversation.${kind}`)}: </span>
          <bdi>{name}</bdi>
        </h1>
        {note !== "" && (
          <p className={styles.topic} title={note}>
            <bdi>{note}</bdi>
          </p>
        )}
      </div>
      {member && about.kind !== "direct" && (
        <ActionIcon
          variant={showsMembers ? "light" : "subtle"}
          color={showsMembers ? "blue" : "gray"}
          className={styles.tool}
          size={32}
          aria-label={t(showsMembers ? "conversation.hideMembers" : "conversation.showMembers")}
          title={t("conversation.members")}
          aria-expanded={showsMembers}
          onClick={() => details.toggle("members")}
          data-testid="details"
        >
          <IconUsers size={18} stroke={1.8} aria-hidden />
        </ActionIcon>
      )}
      {member && (
        <Menu position="bottom-end" width={230} keepMounted={false}>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              className={styles.tool}
              size={32}
              aria-label={t("conversation.more")}
              title={t("conversation.more")}
            >
              <IconDots size={18} stroke={1.8} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={onFirstUnread}>{t("conversation.firstUnread")}</Menu.Item>
            <Menu.Item onClick={onMarkRead}>{t("conversation.markRead")}</Menu.Item>
            {about.kind !== "direct" && (
              <Menu.Item onClick={() => details.toggle("members")}>{t("conversation.members")}</Menu.Item>
            )}
            <Menu.Item onClick={() => details.toggle("pins")}>{t("pins.title")}</Menu.Item>
            <OwnMarkItem id={about.id} name="star" />
            <OwnMarkItem id={about.id} name="mute" />
            <OwnMarkItem id={about.id} name="aside" />
            <Menu.Item onClick={() => setAsked("own")}>{t("conversation.own")}</Menu.Item>
            {mayDescribe(about) && (
              <Menu.Item onClick={() => setAsked("describe")}>{t("conversation.edit")}</Menu.Item>
            )}
            {mayReview(about) && (
              <Menu.Item onClick={() => setAsked("screening")}>{t("screening.open")}</Menu.Item>
            )}
            {write && <Menu.Item onClick={() => setAsked("bookmarks")}>{t("bookmarks.edit")}</Menu.Item>}
            {mayMakeChannel(about) && (
              <Menu.Item onClick={() => setAsked("channel")}>{t("conversation.toChannel")}</Menu.Item>
            )}
            {mayArchive(about) && (
              <Menu.Item onClick={() => setAsked("archive")}>
                {t(about.archived ? "conversation.unarchive" : "conversation.archive")}
              </Menu.Item>
            )}
            {about.kind === "direct" && about.with !== undefined && about.with !== me.id && (
              <>
                <BlockItem account={about.with} onAsk={() => setAsked("block")} />
                <Menu.Item onClick={() => setAsked("report")}>{t("report.person")}</Menu.Item>
              </>
            )}
            {about.kind !== "direct" && (
              <>
                <Menu.Divider />
                <Menu.Item color="red" onClick={() => setAsked("leave")}>
                  {t("conversation.leave")}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {asked === "leave" && <LeaveDialog about={about} name={name} onClose={() => setAsked(undefined)} />}
      {asked === "screening" && <ScreeningDialog about={about} onClose={() => setAsked(undefined)} />}
      {asked === "describe" && <DescribeDialog about={about} onClose={() => setAsked(undefined)} />}
      {asked === "block" && about.with !== undefined && (
        <BlockDialog account={about.with} name={name} onClose={() => setAsked(undefined)} />
      )}
      {asked === "report" && about.with !== undefined && (
        <ReportDialog what={{ account: about.with }} name={name} onClose={() => setAsked(undefined)} />
      )}
      {asked === "own" && <OwnDialog id={about.id} onClose={() => setAsked(undefined)} />}
      {asked === "bookmarks" && <BookmarksDialog about={about} onClose={() => setAsked(undefined)} />}
      {asked === "channel" && <ChannelDialog about={about} name={name} onClose={() => setAsked(undefined)} />}
      {asked === "archive" && <ArchiveDialog about={about} name={name} onClose={() => setAsked(undefined)} />}
    </header>
  );
}

/** Sets something for oneself, or takes it back; nobody else sees it. */
function OwnMarkItem({ id, name }: { id: ConversationId; name: "star" | "mute" | "aside" }) {
  const { t } = useTranslation();
  const { memos } = useWorkspace();
  const set = useMemos()(name, id) !== undefined;
  return (
    <Menu.Item onClick={() => memos.set(name, id, set ? undefined : "yes")}>
      {t(`conversation.${name}${set ? "Back" : ""}`)}
    </Menu.Item>
  );
}

/** Says what comes in to those who listen, while the conversation is open. */
function NewWords({ state: { seq, last } }: { state: ConversationState }) {
  const person = usePeople();
  const { me } = useWorkspace();
  const wordsOf = useWords();
  const blocked = useBlocked();
  const [from] = useState(seq);
  const isSaid = last && last.sender !== me.id && last.format !== "system" && !last.deleted;
  const isNew = isSaid && last.seq > from && !isFolded(last, blocked);
  return (
    <div className="only-for-readers" aria-live="polite">
      {isNew && (
        <p key={last.seq}>
          {person(last.sender)?.displayName}: {wordsOf(last.body)}
        </p>
      )}
    </div>
  );
}

/** Always there and of one height, so that nothing moves when somebody begins to write. */
function TypingLine({ id }: { id: ConversationId }) {
  const { t } = useTranslation();
  const person = usePeople();
  const typing = useTyping(id);
  const names = typing.map((account) => person(account)?.displayName ?? t("app.somebody"));
  const words =
    names.length > 3
      ? t("messages.typingMany")
      : names.length > 0 && t("messages.typing", { names: listed(names), count: names.length });
  return <p className={styles.typing}>{words}</p>;
}

/** Stands where the composer would: why one cannot write, and what one had begun to. */
function Closed({ state, note }: { state: ConversationState; note?: string }) {
  const { t } = useTranslation();
  const { store, drafts } = useWorkspace();
  const navigate = useNavigate();
  const { text } = useDraft(state.id);
  const left = state.left !== undefined;
  return (
    <div className={styles.closed} data-testid="closed">
      <p>{left ? t("composer.leftNote") : (note ?? whyClosed(t, state.about))}</p>
      {text !== "" && (
        <>
          <p>{t("composer.unsentNote")}</p>
          <blockquote className={styles.unsent} dir="auto">
            {text}
          </blockquote>
        </>
      )}
      <div className={styles.closedActions}>
        {text !== "" && (
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button variant="default" size="xs" onClick={copy}>
                {t(copied ? "messages.copied" : "composer.copyText")}
              </Button>
            )}
          </CopyButton>
        )}
        {left && (
          <Button
            variant="default"
            size="xs"
            onClick={() => {
              void navigate("/");
              drafts.set(state.id, { text: "" });
              void store.forget(state.id);
            }}
          >
            {t("conversation.forget")}
          </Button>
        )}
      </div>
    </div>
  );
}

function whyClosed(t: TFunction, about: Conversation): string {
  const why = whyNotWrite(about) ?? "guest";
  if (why !== "muted") return t(`composer.${why}Note`);
  const { until, reason } = about.muted ?? {};
  return [
    until === undefined ? t("composer.mutedNote") : t("composer.mutedUntilNote", { time: momentName(until) }),
    reason !== undefined && t("composer.mutedWhy", { reason }),
  ]
    .filter(Boolean)
    .join(" ");
}

/** Esc reads and comes back to writing; a letter typed at nothing is meant for the composer. */
function useKeys(markRead: () => void, focusComposer: () => void, toFirstUnread: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isSomethingOpen()) return;
      if (event.key === "Escape") {
        markRead();
      } else if (event.code === "KeyU" && event.altKey && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        toFirstUnread();
      } else if (
        event.key.length === 1 &&
        event.key !== "?" &&
        !(event.ctrlKey || event.metaKey || event.altKey) &&
        !isTyping(event.target) &&
        document.activeElement === document.body
      ) {
        focusComposer();
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [markRead, focusComposer, toFirstUnread]);
}

/** What was being written for sending, whatever else stands in the composer now. */
function unsent({ text, editing, before }: { text: string; editing?: Seq; before?: string }): string {
  return editing === undefined ? text : (before ?? "");
}

function firstOpening(
  state: ConversationState,
  named: Seq | undefined,
  remembered: Seq | undefined,
): Opening {
  if (named !== undefined) return { anchor: shownFrom(state, named), at: "middle", key: 0 };
  if (state.unread > 0) return { anchor: firstUnread(state), at: "start", key: 0 };
  if (remembered !== undefined) return { anchor: remembered, at: "top", key: 0 };
  return { anchor: state.left ?? state.seq, at: "end", key: 0 };
}

/** A message that one may see; what the address names may be older or not there yet. */
function shownFrom(state: ConversationState, seq: Seq): Seq {
  return Math.max(state.about.from, Math.min(seq, state.left ?? state.seq));
}

function firstDivider(state: ConversationState): Divider | undefined {
  return state.unread > 0 ? { seq: firstUnread(state), count: state.unread } : undefined;
}

function firstUnread(state: ConversationState): Seq {
  return Math.max(Math.min(state.read + 1, state.again ?? Infinity), state.about.from);
}
