import { Button, Kbd, UnstyledButton } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconAlertCircle, IconBellOff, IconChevronRight, IconPencil, IconSearch } from "@tabler/icons-react";
import { memo, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import type { ConversationState } from "@/delivery/Store";
import { SystemLine } from "@/message/SystemLine";
import { useWords } from "@/message/useNames";
import {
  useConversations,
  useHidden,
  useMemos,
  usePending,
  usePeople,
  useReady,
  useWorkspace,
} from "@/shell/context";
import { HoldNotices } from "@/shell/HoldNotices";
import { modifier } from "@/shell/keys";
import { placeOf, useDialog, useOpenConversation } from "@/shell/places";
import { shortTime } from "@/shell/times";
import type { ConversationId } from "@/wire/wire";
import { ConversationIcon } from "./ConversationIcon";
import { useNaming } from "./naming";
import { foldersOf } from "./folders";
import { heldIn, inOrder, isQuiet, sectionsOf } from "./order";
import styles from "./ConversationList.module.css";

type Mark = "draft" | "waiting" | "failed" | undefined;

export function ConversationList() {
  const { t } = useTranslation();
  const { open: openDialog } = useDialog();
  const ready = useReady();
  const conversations = useConversations();
  const { sections, hold } = useSteadyOrder(conversations);
  const marks = useMarks();
  const current = useOpenConversation();
  const list = useRef<HTMLDivElement>(null);
  const ids = inOrder(sections).map((state) => state.id);
  const stop = current !== undefined && ids.includes(current) ? current : ids[0];
  const own = useMemos();
  const [unfolded, setUnfolded] = useState(false);

  const alone = useMediaQuery("(max-width: 767px)") && current === undefined;
  const [Pane, Title, Part] = alone ? (["main", "h1", "h2"] as const) : (["section", "h2", "h3"] as const);

  return (
    <Pane className={styles.pane} aria-label={t("nav.conversations")}>
      <div className={styles.head}>
        <Title className="only-for-readers">{t("nav.conversations")}</Title>
        <UnstyledButton className={styles.jump} onClick={() => openDialog("jump")}>
          <IconSearch size={16} stroke={1.8} aria-hidden />
          <span>{t("list.jump")}</span>
          <Kbd className={styles.jumpKey}>{modifier} K</Kbd>
        </UnstyledButton>
        <UnstyledButton
          className={styles.new}
          aria-label={t("nav.new")}
          title={t("nav.new")}
          onClick={() => openDialog("new")}
        >
          <IconPencil size={18} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </div>
      <HoldNotices />
      <nav
        ref={list}
        className={styles.list}
        aria-label={t("nav.conversations")}
        data-pane="list"
        onPointerEnter={() => hold(true)}
        onPointerLeave={() => hold(false)}
        onKeyDown={(event) => moveAmongLinks(event, list.current)}
      >
        {!ready && <Skeleton label={t("list.loading")} />}
        {ready && conversations.length === 0 && <Empty />}
        {section("unread", sections.unread)}
        {section("starred", sections.starred)}
        {sections.folders.map(({ name, states }, index) => (
          <div key={name} role="group" aria-labelledby={`list-folder-${index}`}>
            <Part id={`list-folder-${index}`} className={styles.section}>
              <bdi>{name}</bdi>
            </Part>
            {rows(states)}
          </div>
        ))}
        {section("all", sections.all)}
        {sections.aside.length > 0 && (
          <div role="group" aria-labelledby="list-aside">
            <Part className={styles.section}>
              <UnstyledButton
                id="list-aside"
                className={styles.fold}
                aria-expanded={unfolded}
                onClick={() => setUnfolded(!unfolded)}
              >
                <IconChevronRight size={14} aria-hidden />
                {t("list.aside", { count: sections.aside.length })}
              </UnstyledButton>
            </Part>
            {unfolded && rows(sections.aside)}
          </div>
        )}
        {section("left", sections.left)}
      </nav>
    </Pane>
  );

  function section(name: "unread" | "starred" | "all" | "left", states: readonly ConversationState[]) {
    if (states.length === 0) return null;
    return (
      <div role="group" aria-labelledby={`list-${name}`}>
        <Part id={`list-${name}`} className={styles.section}>
          {t(`list.${name}`)}
        </Part>
        {rows(states)}
      </div>
    );
  }

  function rows(states: readonly ConversationState[]) {
    return (
      <ul className={styles.rows}>
        {states.map((state) => (
          <ConversationRow
            key={state.id}
            state={state}
            current={state.id === current}
            stop={state.id === stop}
            mark={marks.get(state.id)}
            muted={isQuiet(own, state.id)}
          />
        ))}
      </ul>
    );
  }
}

interface RowProps {
  state: ConversationState;
  current: boolean;
  /** Whether the Tab key stops here. */
  stop: boolean;
  mark: Mark;
  muted: boolean;
}

const ConversationRow = memo(function ConversationRow({ state, current, stop, mark, muted }: RowProps) {
  const { t } = useTranslation();
  const name = useNaming()(state.about);
  const unread = state.unread > 0 && !muted;
  return (
    <li>
      <Link
        to={placeOf(state.id)}
        className={styles.row}
        aria-current={current ? "page" : undefined}
        data-unread={unread || undefined}
        data-left={state.left !== undefined || undefined}
        data-conversation={state.id}
        tabIndex={stop ? 0 : -1}
      >
        <ConversationIcon about={state.about} />
        <span className={styles.name} title={name}>
          <bdi>{name}</bdi>
        </span>
        <span className={styles.time}>{state.last && shortTime(state.last.at)}</span>
        <Preview state={state} />
        {muted && <IconBellOff className={styles.mark} size={14} aria-label={t("list.muted")} />}
        {mark === "failed" && (
          <IconAlertCircle className={styles.failed} size={16} aria-label={t("list.failed")} />
        )}
        {mark === "waiting" && <span className={styles.mark}>{t("list.waiting")}</span>}
        {mark === "draft" && !unread && <span className={styles.mark}>{t("list.draft")}</span>}
        {(unread || state.mentions > 0) && (
          <span className={styles.badges}>
            {state.mentions > 0 && (
              <span className={styles.badge} data-mentions>
                <span aria-hidden>@{state.mentions > 99 ? "99+" : state.mentions}</span>
                <span className="only-for-readers">{t("list.mentionCount", { count: state.mentions })}</span>
              </span>
            )}
            {unread && (
              <span className={styles.badge}>
                <span aria-hidden>{state.unread > 999 ? "999+" : state.unread}</span>
                <span className="only-for-readers">{t("list.unreadCount", { count: state.unread })}</span>
              </span>
            )}
          </span>
        )}
      </Link>
    </li>
  );
});

/** The last words; shown where there is room for a second line. */
function Preview({ state: { last, about } }: { state: ConversationState }) {
  const person = usePeople();
  const wordsOf = useWords();
  const isHidden = useHidden();
  if (!last || last.deleted || isHidden(last)) return <span className={styles.preview} />;
  if (last.format === "system") {
    return (
      <span className={styles.preview} aria-hidden>
        <SystemLine message={last} />
      </span>
    );
  }
  const who = about.kind === "direct" ? undefined : person(last.sender)?.displayName;
  return (
    <span className={styles.preview} aria-hidden>
      <bdi>{who ? `${who}: ${wordsOf(last.body)}` : wordsOf(last.body)}</bdi>
    </span>
  );
}

function Skeleton({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label} className={styles.skeleton}>
      {[68, 45, 80, 55, 62, 38].map((width) => (
        <span key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

function Empty() {
  const { t } = useTranslation();
  const { open } = useDialog();
  return (
    <div className={styles.empty}>
      <p className={styles.emptyTitle}>{t("list.empty")}</p>
      <p>{t("list.emptyHint")}</p>
      <Button onClick={() => open("new")}>{t("list.startOne")}</Button>
      <Button variant="default" onClick={() => open("channels")}>
        {t("list.browse")}
      </Button>
    </div>
  );
}

/** The order, held still while somebody points at the list. */
function useSteadyOrder(conversations: readonly ConversationState[]) {
  const current = useOpenConversation();
  const [held, hold] = useState(false);
  const [heldAsUnread, setHeldAsUnread] = useState<ConversationId>();
  const [seen, setSeen] = useState<ConversationId>();
  if (seen !== current) {
    setSeen(current);
    const wasUnread = conversations.some((state) => state.id === current && state.unread > 0);
    setHeldAsUnread(wasUnread ? current : undefined);
  }
  const [order, setOrder] = useState<readonly ConversationId[]>([]);
  const { memos } = useWorkspace();
  const own = useMemos();
  const sections = useMemo(() => {
    const fresh = sectionsOf(conversations, heldAsUnread, own, foldersOf(memos));
    return held ? heldIn(order, fresh) : fresh;
  }, [conversations, heldAsUnread, own, memos, held, order]);
  return {
    sections,
    hold: (still: boolean) => {
      setOrder(inOrder(sections).map((state) => state.id));
      hold(still);
    },
  };
}

/** In which conversations something was typed, waits or failed. */
function useMarks(): ReadonlyMap<ConversationId, Mark> {
  const { drafts } = useWorkspace();
  const pending = usePending();
  const drafted = useSyncExternalStore(drafts.subscribe, () => drafts.all().sort().join(" "));
  return useMemo(() => {
    const marks = new Map<ConversationId, Mark>();
    for (const id of drafted.split(" ")) marks.set(Number(id), "draft");
    for (const item of pending) {
      if (item.state === "waiting" && marks.get(item.conversation) !== "failed")
        marks.set(item.conversation, "waiting");
      if (item.state === "failed") marks.set(item.conversation, "failed");
    }
    return marks;
  }, [drafted, pending]);
}

function moveAmongLinks(event: React.KeyboardEvent, list: HTMLElement | null): void {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const links = [...(list?.querySelectorAll<HTMLElement>("a[data-conversation]") ?? [])];
  const here = links.findIndex((link) => link === document.activeElement);
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: links.length - 1 }[event.key];
  if (to === undefined || !links[to]) return;
  event.preventDefault();
  links[to].focus();
}

/** The list is scrolled so that the open conversation can be seen. */
export function useOpenInSight(): void {
  const current = useOpenConversation();
  useEffect(() => {
    document.querySelector(`[data-conversation="${current}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current]);
}
