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
import { useTranslation } from "react-i18next";
import type { ConversationState } from "@/delivery/Store";
import { useConnection, usePending, useWorkspace } from "@/shell/context";
import { isTyping } from "@/shell/keys";
import { dayOf } from "@/shell/times";
import type { Seq } from "@/wire/wire";
import { MessageRow, type MessageActions } from "./MessageRow";
import { rowsOf, type Row } from "./rows";
import { inSight, isAtEnd, useStillness, type Place } from "./stillness";
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
  mayWrite: boolean;
  mayRemoveOthers: boolean;
  actions: MessageActions;
  onReopen: (opening: Omit<Opening, "key">) => void;
  onBottom: (atBottom: boolean) => void;
  ref: Ref<MessageListHandle>;
}

const LOOK_MS = 120;
/** So long before one gets there, what is older or newer is fetched. */
const AHEAD_PX = 900;

/**
 * All rows that are in memory are in the page. Lists that draw only what is in sight reckon with heights that they have
 * not seen yet, and are wrong in the moment that matters here: when older rows come in above the line one reads.
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

  // Without rows there is nothing to be still
  const { scroller, rows: rowsBox, show } = useStillness(rows.length > 0 ? rows : undefined);
  const opened = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (rows.length === 0 || opened.current === opening.key) return;
    opened.current = opening.key;
    show(Math.min(rowsBefore(rows, opening.anchor), rows.length - 1), opening.at);
  }, [opening, rows, show]);
  useEffect(() => onBottom(atBottom && reachesEnd), [onBottom, atBottom, reachesEnd]);

  /** Fetches what one is about to reach, and notes what is in sight: it is read, and it is where one comes back to. */
  const look = useCallback(() => {
    const box = scroller.current;
    if (!box || !rowsBox.current || box.clientHeight === 0 || !stretch) return;
    if (box.scrollTop > AHEAD_PX) setFailed((before) => (before === "older" ? undefined : before));
    else if (failed !== "older") loadOlder();
    if (box.scrollHeight - box.clientHeight - box.scrollTop < AHEAD_PX) loadNewer();

    const bottom = isAtEnd(box);
    setAtBottom(bottom);
    const seesEnd = bottom && reachesEnd;
    const [from, to] = inSight(box, rowsBox.current);
    const seen = rows.slice(from, to + 1).flatMap(({ message }) => message?.seq ?? []);
    positions.set(id, seesEnd ? undefined : seen[0]);
    if (document.visibilityState === "visible" && document.hasFocus())
      store.markRead(id, seesEnd ? end : (seen.at(-1) ?? 0));
  }, [rows, reachesEnd, stretch, failed, loadOlder, loadNewer, store, positions, id, end, scroller, rowsBox]);
  useLooking(look, scroller);

  const toEnd = useCallback(() => {
    if (reachesEnd) show(rows.length - 1, "end");
    else onReopen({ anchor: end, at: "end" });
  }, [reachesEnd, rows.length, end, onReopen, show]);
  const focusRow = useCallback(
    (index: number) => {
      const at = Math.max(0, Math.min(rows.length - 1, index));
      const element = rowsBox.current?.children[at]?.querySelector<HTMLElement>("[data-key]");
      if (!element) return;
      setStopKey(rows[at]!.key);
      element.focus({ preventScroll: true });
      element.parentElement!.scrollIntoView({ block: "nearest" });
    },
    [rows, rowsBox],
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
      className={styles.wrapper}
      role="log"
      aria-live="off"
      aria-label={t("messages.log", { name })}
      data-pane="messages"
      onKeyDown={onKeyDown}
    >
      {rows.length === 0 && <p className={styles.nothing}>{t("messages.empty")}</p>}
      {rows.length > 0 && (
        <div ref={scroller} className={styles.scroller} tabIndex={-1} data-testid="scroller">
          <Top atStart={stretch?.atStart ?? true} failed={failed === "older"} name={name} />
          <div ref={rowsBox}>
            {rows.map((row, index) => (
              <MessageRow
                key={row.key}
                row={row}
                unreadCount={row.firstUnread ? divider?.count : undefined}
                stop={index === stopAt}
                beingEdited={props.editing !== undefined && row.message?.seq === props.editing}
                mayWrite={props.mayWrite}
                mayRemoveOthers={props.mayRemoveOthers}
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
