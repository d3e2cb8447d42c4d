import { ActionIcon, Button, Textarea } from "@mantine/core";
import { IconBell, IconBellOff, IconSend2 } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { useTranslation } from "react-i18next";
import type { ConversationState } from "@/delivery/Store";
import { ReportMessage } from "@/report/ReportDialog";
import { useConnection, useHidden, usePending, useWorkspace } from "@/shell/context";
import { DetailsPane } from "@/shell/DetailsPane";
import { isTyping } from "@/shell/keys";
import { useGoTo } from "@/shell/places";
import { reason } from "@/shell/problems";
import { dayOf } from "@/shell/times";
import type { Message, Seq } from "@/wire/wire";
import { DeleteDialog, HideDialog } from "./DeleteDialog";
import { ForwardDialog } from "./ForwardDialog";
import { MessageRow, type MessageActions } from "./MessageRow";
import { speaksToMany } from "./mentions";
import { useMentioning } from "./Mentioning";
import { useInPassing } from "./passing";
import { rowsOf, type Row } from "./rows";
import { toolsFor } from "./tools";
import { useRights } from "./useRights";
import { VersionsDialog } from "./VersionsDialog";
import pane from "./MessagePane.module.css";
import styles from "./ThreadPane.module.css";

interface Props {
  state: ConversationState;
  root: Seq;
  onClose: () => void;
}

const AT_END_PX = 60;

/** A message and what was answered to it, beside the conversation. */
export function ThreadPane({ state, root, onClose }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { store, api, threads, me } = workspace;
  const { id, version } = state;
  const { phase } = useConnection();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: ["thread", id, root],
    queryFn: async ({ pageParam }) => {
      const page = await api.thread(id, root, pageParam);
      store.addHistory(id, 1, 0, page.messages);
      return { first: page.messages[0]?.seq, more: page.more };
    },
    initialPageParam: undefined as Seq | undefined,
    getNextPageParam: (page) => (page.more ? page.first : undefined),
    staleTime: 0,
  });
  // What came while one was away
  useEffect(() => {
    if (phase === "live") void refetch();
  }, [phase, refetch]);

  const from = hasNextPage ? (data?.pages.at(-1)?.first ?? 0) : 0;
  const isHidden = useHidden();
  const replies = useMemo(
    () => store.thread(id, root).filter((message) => message.seq >= from && !isHidden(message)),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the version stands for what the store has
    [store, id, root, from, version, isHidden],
  );
  const rootMessage = store.message(id, root);
  const allPending = usePending();
  const rows = useMemo(() => {
    const shown = new Set(replies.map((message) => message.id));
    const pending = allPending.filter(
      (item) => item.conversation === id && item.thread === root && !shown.has(item.id),
    );
    return rowsOf(replies, pending, me.id, undefined, dayOf);
  }, [replies, allPending, id, root, me.id]);

  const last = replies.at(-1)?.seq;
  const { box, atEnd } = useEnd(rows);
  useEffect(() => {
    if (last !== undefined && atEnd) threads.read(id, root, last);
  }, [threads, id, root, last, atEnd]);
  const [editing, setEditing] = useState<Message>();
  const [removing, setRemoving] = useState<Message>();
  const [hiding, setHiding] = useState<Message>();
  const [comparing, setComparing] = useState<Message>();
  const [forwarding, setForwarding] = useState<Message>();
  const [reporting, setReporting] = useState<Message>();
  const field = useRef<HTMLTextAreaElement>(null);
  const focusField = useCallback(() => field.current?.focus(), []);
  useEffect(focusField, [focusField]);
  const actions = useThreadActions(state, {
    edit: setEditing,
    remove: setRemoving,
    hide: setHiding,
    showVersions: setComparing,
    forward: setForwarding,
    report: setReporting,
    focusField,
  });
  const rootRow: Row | undefined = rootMessage && {
    key: `root-${rootMessage.id}`,
    sender: rootMessage.sender,
    at: rootMessage.at,
    message: rootMessage,
    first: true,
    newDay: false,
    firstUnread: false,
  };
  const rights = useRights(state);
  const shown = rootRow ? [rootRow, ...rows] : rows;

  return (
    <DetailsPane
      label={t("threads.title")}
      tools={<FollowButton state={state} root={root} />}
      onClose={onClose}
    >
      <div
        ref={box}
        className={styles.scroller}
        role="log"
        aria-live="polite"
        aria-label={t("threads.title")}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        {shown.map((row, index) => (
          <div key={row.key}>
            <MessageRow
              row={row.message?.seq === root ? withoutThread(row) : row}
              unreadCount={undefined}
              stop={index === shown.length - 1}
              beingEdited={row.message !== undefined && row.message.seq === editing?.seq}
              named={false}
              rights={rights}
              whole
              onWhole={nothing}
              actions={actions}
            />
            {row === rootRow && (
              <div className={styles.below}>
                <span>
                  {rootMessage?.replies
                    ? t("threads.replies", { count: rootMessage.replies.count })
                    : t("threads.none")}
                </span>
                {hasNextPage && (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    loading={isFetchingNextPage}
                    onClick={() => void fetchNextPage()}
                  >
                    {t("threads.earlier")}
                  </Button>
                )}
              </div>
            )}
          </div>
        ))}
        {error && replies.length === 0 && <p className={pane.note}>{t("threads.failed")}</p>}
      </div>
      {rights.write && (
        <ThreadComposer
          state={state}
          root={root}
          field={field}
          editing={editing}
          onEdited={() => setEditing(undefined)}
        />
      )}
      {reporting && <ReportMessage message={reporting} onClose={() => setReporting(undefined)} />}
      {forwarding && <ForwardDialog message={forwarding} onClose={() => setForwarding(undefined)} />}
      {removing && (
        <DeleteDialog
          message={removing}
          onClose={() => {
            setRemoving(undefined);
            requestAnimationFrame(focusField);
          }}
        />
      )}
      {hiding && (
        <HideDialog
          message={hiding}
          onClose={() => {
            setHiding(undefined);
            requestAnimationFrame(focusField);
          }}
        />
      )}
      {comparing && <VersionsDialog message={comparing} onClose={() => setComparing(undefined)} />}
    </DetailsPane>
  );

  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
    const elements = [...(box.current?.querySelectorAll<HTMLElement>("[data-key]") ?? [])];
    const here = elements.indexOf(event.target as HTMLElement);
    if (here < 0) return;
    const next = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: elements.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      elements[next]?.focus();
      return;
    }
    const message = shown[here]?.message;
    if (!message || message.deleted) return;
    const known = { own: message.sender === me.id, saved: workspace.saved.has(message) };
    const tool = toolsFor(message, known, rights, actions).find(({ keys }) => keys.includes(event.key));
    if (tool) {
      event.preventDefault();
      tool.act();
    } else if (event.key === "+" || event.key === ":") {
      event.preventDefault();
      elements[here]?.querySelector<HTMLElement>('[data-tool="react"]')?.click();
    }
  }
}

const nothing = () => undefined;

/** Here one is in the thread already. */
function withoutThread(row: Row): Row {
  const { replies: _, ...message } = row.message!;
  return { ...row, message };
}

/** Whoever is at the end stays there when more comes. */
function useEnd(rows: readonly Row[]) {
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  useLayoutEffect(() => {
    if (atEnd && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [rows, atEnd]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const onScroll = () =>
      setAtEnd(element.scrollHeight - element.clientHeight - element.scrollTop < AT_END_PX);
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, []);
  return { box, atEnd };
}

interface Asked {
  edit: (message: Message) => void;
  remove: (message: Message) => void;
  hide: (message: Message) => void;
  showVersions: (message: Message) => void;
  forward: (message: Message) => void;
  report: (message: Message) => void;
  focusField: () => void;
}

function useThreadActions(
  { id }: ConversationState,
  { edit, remove, hide, showVersions, forward, report, focusField }: Asked,
): MessageActions {
  const goTo = useGoTo();
  const inPassing = useInPassing();
  return useMemo(
    () => ({
      ...inPassing,
      edit: (message) => {
        edit(message);
        focusField();
      },
      remove,
      hide,
      showVersions,
      forward,
      report,
      reply: focusField,
      takeBack: inPassing.discard,
      goTo: (seq) => goTo(id, seq),
      openThread: focusField,
    }),
    [inPassing, id, edit, remove, hide, showVersions, forward, report, focusField, goTo],
  );
}

function FollowButton({ state, root }: { state: ConversationState; root: Seq }) {
  const { t } = useTranslation();
  const { threads } = useWorkspace();
  const { id } = state;
  const follows = useSyncExternalStore(threads.subscribe, () => threads.follows(id, root));
  const label = t(follows ? "threads.unfollow" : "threads.follow");
  return (
    <ActionIcon
      variant={follows ? "light" : "subtle"}
      color={follows ? "blue" : "gray"}
      size={32}
      className={pane.tool}
      aria-label={label}
      title={label}
      onClick={() => threads.follow(id, root, !follows)}
    >
      {follows ? <IconBell size={18} stroke={1.8} /> : <IconBellOff size={18} stroke={1.8} />}
    </ActionIcon>
  );
}

interface ComposerProps {
  state: ConversationState;
  root: Seq;
  field: React.RefObject<HTMLTextAreaElement | null>;
  editing: Message | undefined;
  onEdited: () => void;
}

/** Small: what needs more room is written in the conversation. What was begun stays on this device. */
function ThreadComposer({ state: { id }, root, field, editing, onEdited }: ComposerProps) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { threadDrafts } = workspace;
  const [draft, setDraft] = useState(() => threadDrafts.get(id, root));
  const [edited, setEdited] = useState<{ seq: Seq; text: string }>();
  const [trouble, setTrouble] = useState<string>();
  if (editing && edited?.seq !== editing.seq)
    setEdited({ seq: editing.seq, text: workspace.addressees.typed(editing.body) });
  if (!editing && edited) setEdited(undefined);
  const text = edited?.text ?? draft;
  const mentioning = useMentioning({ id, field, toAll: false, onChange: change });

  function change(next: string): void {
    setTrouble(undefined);
    if (edited) {
      setEdited({ ...edited, text: next });
      return;
    }
    setDraft(next);
    threadDrafts.set(id, root, next);
    if (next.trim() !== "") workspace.typing(id);
  }

  async function submit(): Promise<void> {
    const body = text.trim();
    if (body === "") return;
    mentioning.close();
    if (speaksToMany(workspace.addressees.signed(body))) {
      setTrouble(t("mentions.notInThread"));
      return;
    }
    try {
      if (edited) {
        await workspace.edit(id, edited.seq, body);
        onEdited();
      } else {
        await send(body);
      }
    } catch (failure) {
      setTrouble(edited ? t("composer.editFailed", { why: reason(t, failure) }) : t("composer.keepFailed"));
    }
  }

  /** The field is free at once; what stood there is kept until it is in the outbox, and comes back if it cannot be. */
  async function send(body: string): Promise<void> {
    setDraft("");
    try {
      await workspace.sendInThread(id, root, body);
    } catch (failure) {
      const since = threadDrafts.get(id, root);
      change(since === text ? text : `${text}\n${since}`);
      throw failure;
    }
    if (threadDrafts.get(id, root) === text) threadDrafts.set(id, root, "");
  }

  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {mentioning.list}
      {edited && <p className={styles.note}>{t("composer.editing")}</p>}
      <div className={styles.line}>
        <Textarea
          ref={field}
          className={styles.field}
          variant="unstyled"
          autosize
          minRows={1}
          maxRows={8}
          value={text}
          onChange={(event) => {
            change(event.currentTarget.value);
            mentioning.look();
          }}
          onSelect={mentioning.look}
          onBlur={mentioning.close}
          {...mentioning.field}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing || mentioning.onKeyDown(event)) return;
            if (event.key === "Enter" && !event.shiftKey && !window.matchMedia("(pointer: coarse)").matches) {
              event.preventDefault();
              void submit();
            } else if (event.key === "Escape" && edited) {
              event.preventDefault();
              event.stopPropagation();
              onEdited();
            }
          }}
          aria-label={edited ? t("composer.editLabel") : t("threads.write")}
          placeholder={t("threads.write")}
          dir="auto"
        />
        <ActionIcon
          type="submit"
          size={32}
          className={styles.send}
          disabled={text.trim() === ""}
          aria-label={t(edited ? "composer.save" : "composer.send")}
        >
          <IconSend2 size={16} aria-hidden />
        </ActionIcon>
      </div>
      {trouble && (
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
      )}
    </form>
  );
}
