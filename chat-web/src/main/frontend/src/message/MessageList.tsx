import { Button } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState, type Ref } from "react";
import { useTranslation } from "react-i18next";
import { Virtuoso, type VirtuosoHandle } from "react-virtuoso";
import type { ConversationState } from "@/delivery/Store";
import { useConnection, usePending, useWorkspace } from "@/shell/context";
import { isTyping } from "@/shell/keys";
import { dayOf } from "@/shell/times";
import type { Seq } from "@/wire/wire";
import { MessageRow, type MessageActions } from "./MessageRow";
import { rowsOf, type Row } from "./rows";
import styles from "./MessageList.module.css";

/** How a conversation was opened. */
export interface Opening {
  /** The message that is to be seen. */
  anchor: Seq;
  at: "start" | "end" | "middle";
  /** Another one is another view. */
  key: number;
}

export interface MessageListHandle {
  toEnd(): void;
  focusRows(): void;
}

interface Props {
  state: ConversationState;
  name: string;
  opening: Opening;
  divider: { seq: Seq; count?: number } | undefined;
  editing: Seq | undefined;
  mayWrite: boolean;
  mayRemoveOthers: boolean;
  actions: MessageActions;
  onReopen: (opening: Omit<Opening, "key">) => void;
  onBottom: (atBottom: boolean) => void;
  ref: Ref<MessageListHandle>;
}

/** Row numbers go down as older rows come; they begin so high that they never run out. */
const HIGH = 100_000_000;
const LOOK_MS = 120;

interface Around {
  atStart: boolean;
  failed: boolean;
  name: string;
}

export function MessageList(props: Props) {
  const { state, name, opening, divider, onReopen, onBottom, ref } = props;
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { store, history, positions, me } = workspace;
  const { phase } = useConnection();
  const allPending = usePending();
  const virtuoso = useRef<VirtuosoHandle>(null);
  const scroller = useRef<HTMLElement | null>(null);
  const wrapper = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState<"older" | "all">();
  const [atBottom, setAtBottom] = useState(opening.at === "end");
  const [stopKey, setStopKey] = useState<string>();
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const { id, version } = state;
  const end = state.left ?? state.seq;

  const stretch = useMemo(
    () => store.stretch(id, opening.anchor),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the version stands for what the store has
    [store, id, opening.anchor, version],
  );
  const reachesEnd = stretch?.atEnd ?? end === 0;
  const rows = useMemo(() => {
    const messages = stretch?.messages ?? [];
    const shown = new Set(messages.map((message) => message.id));
    const pending = reachesEnd
      ? allPending.filter(
          (item) =>
            item.conversation === id && !shown.has(item.id) && !(item.seq !== undefined && item.seq <= end),
        )
      : [];
    return rowsOf(messages, pending, me.id, divider?.seq, dayOf);
  }, [stretch, reachesEnd, allPending, id, end, me.id, divider?.seq]);
  const firstItemIndex = HIGH - rowsBefore(rows, opening.anchor);

  // What is not here is fetched, and again when the connection is back
  const missing = !stretch && end > 0;
  useEffect(() => {
    if (!missing) return;
    let over = false;
    history.open(id, opening.anchor).then(
      () => !over && setFailed(undefined),
      () => !over && setFailed("all"),
    );
    return () => {
      over = true;
    };
  }, [history, id, opening.anchor, missing, phase]);

  const loadOlder = useCallback(() => {
    if (!stretch || stretch.atStart) return;
    history.older(id, stretch.from).then(
      () => setFailed(undefined),
      () => setFailed("older"),
    );
  }, [history, id, stretch]);
  const loadNewer = useCallback(() => {
    if (stretch && !stretch.atEnd) history.newer(id, stretch.to).catch(() => undefined);
  }, [history, id, stretch]);
  useEffect(() => {
    if (phase === "live" && failed === "older") loadOlder();
  }, [phase, failed, loadOlder]);

  const settled = useSettling(opening, rows, virtuoso, scroller);
  /** Notes what is in sight: it is read, and it is where one comes back to. */
  const look = useCallback(() => {
    const box = scroller.current?.getBoundingClientRect();
    if (!box || box.height === 0 || !stretch || !settled) return;
    const inSight = [...scroller.current!.querySelectorAll<HTMLElement>("[data-seq]")].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return bottom > box.top + 1 && top < box.bottom && bottom <= box.bottom + 8;
    });
    const first = Number(inSight[0]?.dataset.seq ?? 0);
    const last = Number(inSight.at(-1)?.dataset.seq ?? 0);
    const seesEnd = atBottom && reachesEnd;
    positions.set(id, seesEnd || first === 0 ? undefined : first);
    if (document.visibilityState === "visible" && document.hasFocus())
      store.markRead(id, seesEnd ? end : last);
  }, [atBottom, reachesEnd, stretch, settled, store, positions, id, end]);
  useLooking(look, scroller, rows);

  const toEnd = useCallback(() => {
    if (reachesEnd) virtuoso.current?.scrollToIndex({ index: "LAST", align: "end" });
    else onReopen({ anchor: end, at: "end" });
  }, [reachesEnd, end, onReopen]);
  const focusRow = useCallback(
    (index: number) => {
      const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
      if (!row) return;
      setStopKey(row.key);
      const focus = () =>
        wrapper.current
          ?.querySelector<HTMLElement>(`[data-key="${row.key}"]`)
          ?.focus({ preventScroll: true });
      virtuoso.current?.scrollIntoView({
        index: rows.indexOf(row),
        done: () => requestAnimationFrame(focus),
      });
    },
    [rows],
  );
  const stopIndex = rows.findIndex((row) => row.key === stopKey);
  const stopAt = stopIndex < 0 ? rows.length - 1 : stopIndex;
  useImperativeHandle(ref, () => ({ toEnd, focusRows: () => focusRow(stopAt) }), [toEnd, focusRow, stopAt]);

  const onWhole = useCallback((key: string, all: boolean) => {
    setWhole((before) => {
      const after = new Set(before);
      if (all) after.add(key);
      else after.delete(key);
      return after;
    });
  }, []);

  if (missing) return <Missing failed={failed === "all"} />;
  return (
    // The rows come and go with scrolling, so the log itself is silent; what is new is said by NewWords
    <div
      ref={wrapper}
      className={styles.wrapper}
      role="log"
      aria-live="off"
      aria-label={t("messages.log", { name })}
      data-pane="messages"
      onKeyDown={onKeyDown}
    >
      {rows.length === 0 && <p className={styles.nothing}>{t("messages.empty")}</p>}
      {rows.length > 0 && (
        <Virtuoso<Row, Around>
          key={opening.key}
          ref={virtuoso}
          className={styles.scroller}
          data-settled={settled || undefined}
          tabIndex={-1}
          data={rows}
          context={{ atStart: stretch?.atStart ?? true, failed: failed === "older", name }}
          firstItemIndex={firstItemIndex}
          initialTopMostItemIndex={placeOf(rows, opening)}
          computeItemKey={(_, row) => row.key}
          itemContent={(index, row) => (
            <MessageRow
              row={row}
              unreadCount={row.firstUnread ? divider?.count : undefined}
              stop={index - firstItemIndex === stopAt}
              beingEdited={props.editing !== undefined && row.message?.seq === props.editing}
              mayWrite={props.mayWrite}
              mayRemoveOthers={props.mayRemoveOthers}
              whole={whole.has(row.key)}
              onWhole={onWhole}
              actions={props.actions}
            />
          )}
          components={parts}
          increaseViewportBy={{ top: 900, bottom: 400 }}
          followOutput={(bottom) => (bottom ? "auto" : false)}
          atBottomThreshold={80}
          atBottomStateChange={(bottom) => {
            setAtBottom(bottom);
            onBottom(bottom && reachesEnd);
          }}
          startReached={loadOlder}
          endReached={loadNewer}
          scrollerRef={(element) => {
            scroller.current = element instanceof HTMLElement ? element : null;
          }}
        />
      )}
      {!(atBottom && reachesEnd) && rows.length > 0 && (
        <Button
          className={styles.latest}
          variant="default"
          size="xs"
          radius="xl"
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={toEnd}
        >
          {state.unread > 0 ? t("messages.latestCount", { count: state.unread }) : t("messages.latest")}
        </Button>
      )}
    </div>
  );

  function onKeyDown(event: React.KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey || isTyping(event.target)) return;
    const target = event.target as HTMLElement;
    const here = rows.findIndex((row) => row.key === target.dataset.key);
    if (here < 0) return;
    const to = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      focusRow(to);
      return;
    }
    // The toolbar knows what may be done with this message
    const tool = { e: "edit", r: "reply", c: "copy", Delete: "delete", Backspace: "delete" }[event.key];
    const button = tool && target.querySelector<HTMLElement>(`[data-tool="${tool}"]`);
    if (button) {
      event.preventDefault();
      button.click();
    }
  }
}

const parts = {
  Header: ({ context }: { context?: Around }) => <Top around={context!} />,
  Footer: () => <div className={styles.foot} />,
};

/** Always of one height: what stands below it must not move. */
function Top({ around: { atStart, failed, name } }: { around: Around }) {
  const { t } = useTranslation();
  if (atStart) return <p className={styles.top}>{t("messages.beginning", { name })}</p>;
  if (failed) return <p className={styles.top}>{t("messages.olderFailed")}</p>;
  return (
    <div className={styles.top} role="status" aria-label={t("messages.loading")}>
      <span className={styles.bone} />
    </div>
  );
}

function Missing({ failed }: { failed: boolean }) {
  const { t } = useTranslation();
  if (failed) {
    return (
      <div className={styles.wrapper}>
        <p className={styles.nothing}>{t("messages.loadFailed")}</p>
      </div>
    );
  }
  return (
    <div className={styles.wrapper} role="status" aria-label={t("messages.loading")}>
      <div className={styles.bones}>
        {[72, 40, 88, 55, 64].map((width) => (
          <div key={width} className={styles.boneRow}>
            <span className={styles.boneFace} />
            <span className={styles.bone} style={{ width: `${width}%` }} />
          </div>
        ))}
      </div>
    </div>
  );
}

function rowsBefore(rows: readonly Row[], anchor: Seq): number {
  let count = 0;
  for (const { message } of rows) {
    if (!message || message.seq >= anchor) break;
    count++;
  }
  return count;
}

/** What was said just before the first unread message stays in sight. */
const CONTEXT_PX = 72;

/** Where the view begins. */
function placeOf(rows: readonly Row[], opening: Opening) {
  if (opening.at === "end") return { index: rows.length - 1, align: "end" as const };
  const index = Math.min(rowsBefore(rows, opening.anchor), rows.length - 1);
  if (opening.at === "start") return { index, align: "start" as const, offset: -CONTEXT_PX };
  return { index, align: "center" as const };
}

const CALM_FRAMES = 4;
const MOST_FRAMES = 60;

/**
 * Rows are measured only when they are there, so the first place is a guess that is corrected in the first frames.
 * They are not shown before they stand where they belong.
 */
function useSettling(
  opening: Opening,
  rows: readonly Row[],
  virtuoso: React.RefObject<VirtuosoHandle | null>,
  scroller: React.RefObject<HTMLElement | null>,
): boolean {
  const [settledKey, setSettledKey] = useState<number>();
  const latest = useRef(rows);
  useEffect(() => {
    latest.current = rows;
  }, [rows]);
  const begun = rows.length > 0;
  useEffect(() => {
    if (!begun) return;
    let calm = 0;
    let count = 0;
    const look = () => {
      const box = scroller.current;
      if (box && isInPlace(box, latest.current, opening)) calm++;
      else {
        calm = 0;
        if (count % 3 === 2) virtuoso.current?.scrollToIndex(placeOf(latest.current, opening));
      }
      if (calm < CALM_FRAMES && ++count < MOST_FRAMES) frame = requestAnimationFrame(look);
      else setSettledKey(opening.key);
    };
    let frame = requestAnimationFrame(look);
    return () => cancelAnimationFrame(frame);
  }, [opening, begun, virtuoso, scroller]);
  return settledKey === opening.key;
}

function isInPlace(box: HTMLElement, rows: readonly Row[], opening: Opening): boolean {
  const row = rows[placeOf(rows, opening).index];
  const element = row && box.querySelector(`[data-key="${row.key}"]`)?.parentElement;
  if (!element) return false;
  const atEnd = box.scrollHeight - box.clientHeight - box.scrollTop < 2;
  if (opening.at === "end") return atEnd;
  const top = element.getBoundingClientRect().top - box.getBoundingClientRect().top;
  if (opening.at === "middle") return top > 0 && top < box.clientHeight;
  const wanted = Math.abs(top - CONTEXT_PX) < 3;
  return wanted || (atEnd && top > CONTEXT_PX) || (box.scrollTop < 2 && top < CONTEXT_PX);
}

/** Looks when something moved, when rows came, when the page is looked at again. */
function useLooking(
  look: () => void,
  scroller: React.RefObject<HTMLElement | null>,
  rows: readonly Row[],
): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        look();
      }, LOOK_MS);
    };
    soon();
    const element = scroller.current;
    element?.addEventListener("scroll", soon, { passive: true });
    window.addEventListener("focus", soon);
    document.addEventListener("visibilitychange", soon);
    return () => {
      clearTimeout(timer);
      element?.removeEventListener("scroll", soon);
      window.removeEventListener("focus", soon);
      document.removeEventListener("visibilitychange", soon);
    };
  }, [look, scroller, rows]);
}
