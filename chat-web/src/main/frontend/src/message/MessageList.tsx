import { Button } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import {
  memo,
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type Ref,
  type RefObject,
} from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import { isAside, type ConversationState } from "@/delivery/Store";
import { useConnection, usePending, useWorkspace } from "@/shell/context";
import { isTyping } from "@/shell/keys";
import { dayOf } from "@/shell/times";
import type { Seq } from "@/wire/wire";
import { drawnAround, middleFor } from "./drawn";
import { MessageRow, type MessageActions } from "./MessageRow";
import { rowsOf, type Row } from "./rows";
import { toolsFor, type MessageRights } from "./tools";
import { inSight, isAtEnd, rowOf, useStillness, type Place } from "./stillness";
import styles from "./MessageList.module.css";

/** How a conversation was opened. */
export interface Opening {
  /** The message that is to be seen. */
  anchor: Seq;
  at: Place;
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
  /** The message that the address names. */
  named: Seq | undefined;
  rights: MessageRights;
  actions: MessageActions;
  onReopen: (opening: Omit<Opening, "key">) => void;
  onBottom: (atBottom: boolean) => void;
  ref: Ref<MessageListHandle>;
}

const LOOK_MS = 120;
/** So long before one gets there, what is older or newer is fetched. */
const AHEAD_PX = 900;
/** And so many rows before, while one is on the way: more than are drawn, so that what comes is not drawn all at once. */
const AHEAD_ROWS = 150;
/** Stands for the key of the last row, whichever that is. */
const END = "end";

/**
 * Of the rows that are in memory two hundred around what is in sight are in the page, at their real heights, and
 * nothing stands for the others. Lists that leave room for what they do not draw reckon with heights that they have not
 * seen yet, and are wrong in the moment that matters here: when older rows come in above the line one reads.
 */
export const MessageList = memo(function MessageList(props: Props) {
  const { state, name, opening, divider, onReopen, onBottom, ref } = props;
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { store, history, positions, me } = workspace;
  const { phase } = useConnection();
  const allPending = usePending();
  const [failed, setFailed] = useState<"older" | "all">();
  const [atBottom, setAtBottom] = useState(opening.at === "end");
  const [stopKey, setStopKey] = useState<string>();
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const { id, version } = state;
  const first = state.about.from;
  const end = state.left ?? state.seq;

  const stretch = useMemo(
    () => store.stretch(id, opening.anchor),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the version stands for what the store has
    [store, id, opening.anchor, version],
  );
  const reachesEnd = stretch?.atEnd ?? end === 0;
  const rows = useMemo(() => {
    // What belongs to threads is shown beside
    const messages = (stretch?.messages ?? []).filter((message) => !isAside(message, { from: first }));
    const shown = new Set(messages.map((message) => message.id));
    const pending = reachesEnd
      ? allPending.filter(
          (item) =>
            item.conversation === id &&
            item.thread === undefined &&
            !shown.has(item.id) &&
            !(item.seq !== undefined && item.seq <= end),
        )
      : [];
    return rowsOf(messages, pending, me.id, divider?.seq, dayOf);
  }, [stretch, reachesEnd, allPending, id, end, me.id, divider?.seq, first]);

  const { opensAt, drawn, from, to, middleAt, draw, follow } = useDrawn(rows, opening);
  const drawsEnd = reachesEnd && to === rows.length;

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

  const {
    scroller,
    rows: rowsBox,
    show,
  } = useStillness({
    // Without rows there is nothing to be still
    rows: drawn.length > 0 ? drawn : undefined,
    hasEnd: drawsEnd,
    onScroll: follow,
  });
  const opened = useRef<number>(undefined);
  useLayoutEffect(() => {
    // What was dropped and is fetched again is opened again
    const isHere = rows.length > 0;
    if (isHere && opened.current !== opening.key) show(rows[opensAt]!.key, opening.at);
    opened.current = isHere ? opening.key : undefined;
  }, [opening, rows, opensAt, show]);
  useEffect(() => onBottom(atBottom && reachesEnd), [onBottom, atBottom, reachesEnd]);

  /** Fetches what one is about to reach, and notes what is in sight: it is read, and it is where one comes back to. */
  const look = useCallback(() => {
    const box = scroller.current;
    if (!box || !rowsBox.current || box.clientHeight === 0 || !stretch) return;
    const seesEnd = drawsEnd && isAtEnd(box);
    setAtBottom(seesEnd);
    const [first, last] = inSight(box, rowsBox.current);
    const nearsOlder = seesEnd ? from === 0 && box.scrollTop <= AHEAD_PX : from + first < AHEAD_ROWS;
    if (!nearsOlder) setFailed((before) => (before === "older" ? undefined : before));
    else if (failed !== "older") loadOlder();
    if (!reachesEnd && rows.length - from - last < AHEAD_ROWS) loadNewer();

    const seen = drawn.slice(first, last + 1).flatMap(({ message }) => message?.seq ?? []);
    positions.set(id, seesEnd ? undefined : seen[0]);
    if (document.visibilityState === "visible" && document.hasFocus())
      store.markRead(id, seesEnd ? end : (seen.at(-1) ?? 0));
  }, [
    rows,
    drawn,
    from,
    drawsEnd,
    reachesEnd,
    stretch,
    failed,
    loadOlder,
    loadNewer,
    store,
    positions,
    id,
    end,
    scroller,
    rowsBox,
  ]);
  useLooking(look, scroller);

  const toEnd = useCallback(() => {
    const last = rows.at(-1);
    if (!reachesEnd) onReopen({ anchor: end, at: "end" });
    else if (last) {
      draw(END);
      show(last.key, "end");
    }
  }, [reachesEnd, rows, end, onReopen, draw, show]);
  const focusRow = useCallback(
    (index: number) => {
      const at = Math.max(0, Math.min(rows.length - 1, index));
      const key = rows[at]?.key;
      if (key === undefined) return;
      if (at < from || at >= to) draw(key);
      setStopKey(key);
      rowOf(rowsBox.current, key)?.focus({ preventScroll: true });
      show(key, "nearest");
    },
    [rows, from, to, draw, show, rowsBox],
  );
  const stopIndex = placeOf(rows, stopKey ?? END) ?? rows.length - 1;
  // The Tab key can stop only at what is there
  const stopAt = stopIndex >= from && stopIndex < to ? stopIndex : middleAt;
  useImperativeHandle(ref, () => ({ toEnd, focusRows: () => focusRow(stopAt) }), [toEnd, focusRow, stopAt]);

  const onWhole = useCallback((key: string, all: boolean) => {
    setWhole((before) => {
      const after = new Set(before);
      if (all) after.add(key);
      else after.delete(key);
      return after;
    });
  }, []);

  const keepsFocus = useFocusKept(scroller, drawn);

  if (missing) return <Missing failed={failed === "all"} />;
  return (
    // The rows come and go with scrolling, so the log itself is silent; what is new is said by NewWords
    <div
      className={styles.wrapper}
      role="log"
      aria-live="off"
      aria-label={t("messages.log", { name })}
      data-pane="messages"
      onKeyDown={onKeyDown}
      {...keepsFocus}
    >
      {rows.length === 0 && <p className={styles.nothing}>{t("messages.empty")}</p>}
      {rows.length > 0 && (
        <div ref={scroller} className={styles.scroller} tabIndex={-1} data-testid="scroller">
          <Top atStart={from === 0 && (stretch?.atStart ?? true)} failed={failed === "older"} name={name} />
          <div ref={rowsBox}>
            {drawn.map((row, index) => (
              <MessageRow
                key={row.key}
                row={row}
                unreadCount={row.firstUnread ? divider?.count : undefined}
                stop={from + index === stopAt}
                beingEdited={props.editing !== undefined && row.message?.seq === props.editing}
                named={props.named !== undefined && row.message?.seq === props.named}
                rights={props.rights}
                whole={whole.has(row.key)}
                onWhole={onWhole}
                actions={props.actions}
              />
            ))}
          </div>
          <div className={styles.foot} />
        </div>
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
    const here =
      target === scroller.current && rowsBox.current
        ? from + inSight(target, rowsBox.current)[0]
        : placeOf(rows, target.dataset.key ?? "");
    if (here === undefined) return;
    const next = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      focusRow(next);
      return;
    }
    const message = target.dataset.key === undefined ? undefined : rows[here]?.message;
    if (!message || message.format === "system" || message.deleted) return;
    const tools = toolsFor(
      message,
      { own: message.sender === me.id, saved: workspace.saved.has(message) },
      props.rights,
      props.actions,
    );
    const tool = tools.find(({ keys }) => keys.includes(event.key));
    if (tool) {
      event.preventDefault();
      tool.act();
    } else if (event.key === "+" || event.key === ":") {
      event.preventDefault();
      target.querySelector<HTMLElement>('[data-tool="react"]')?.click();
    }
  }
});

/** Always of one height: what stands below it must not move. */
function Top({ atStart, failed, name }: { atStart: boolean; failed: boolean; name: string }) {
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

function placeOf(rows: readonly Row[], key: string): number | undefined {
  const place = key === END ? rows.length - 1 : rows.findIndex((row) => row.key === key);
  return place < 0 ? undefined : place;
}

/**
 * Which of the rows are drawn: those around a middle, which is known by its key because others come in above it. Each
 * opening begins where it is to show.
 */
function useDrawn(rows: readonly Row[], opening: Opening) {
  const [moved, setMoved] = useState<{ opening: number; to: string }>();
  // What was dropped and is fetched again is opened again
  if (moved && rows.length === 0) setMoved(undefined);
  const last = rows.length - 1;
  const opensAt = opening.at === "end" ? last : Math.min(rowsBefore(rows, opening.anchor), last);
  const middle = moved?.opening === opening.key ? moved.to : opening.at === "end" ? END : rows[opensAt]?.key;
  // Only what waits to be sent, at the end, ever goes away
  const middleAt = middle === undefined ? opensAt : (placeOf(rows, middle) ?? last);
  const [from, to] = drawnAround(middleAt, rows.length);
  const drawn = useMemo(() => rows.slice(from, to), [rows, from, to]);

  const draw = useCallback(
    // At once: what is held or shown next must be there
    (around: string) => flushSync(() => setMoved({ opening: opening.key, to: around })),
    [opening.key],
  );
  /** What is in sight was scrolled to; whoever is at the end stays there. */
  const follow = ([first, final]: readonly [number, number], isAtEnd: boolean) => {
    const next = isAtEnd ? END : rows[middleFor(middleAt, [from + first, from + final])]?.key;
    if (next !== undefined && next !== middle) draw(next);
  };
  return { opensAt, drawn, from, to, middleAt, draw, follow };
}

/** When the row that has the focus goes out of the page, the view takes it: keys go on from what is in sight. */
function useFocusKept(scroller: RefObject<HTMLElement | null>, drawn: readonly Row[]) {
  const focused = useRef<Element>(undefined);
  useLayoutEffect(() => {
    if (!focused.current || focused.current.isConnected) return;
    focused.current = undefined;
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true });
  }, [scroller, drawn]);
  return {
    onFocus: (event: React.FocusEvent) => {
      focused.current = event.target;
    },
    onBlur: () => {
      focused.current = undefined;
    },
  };
}

/** Looks when something moved, when something came, when the page is looked at again. */
function useLooking(look: () => void, scroller: RefObject<HTMLElement | null>): void {
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
  }, [look, scroller]);
}
