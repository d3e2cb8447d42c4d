import { useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";

/** So near to the end one follows what comes. */
const AT_END_PX = 80;

/** The rows from the first to the last that can be seen, by their places among the children of `rows`. */
export function inSight(scroller: HTMLElement, rows: HTMLElement): [from: number, to: number] {
  const top = scroller.scrollTop;
  return [firstBelow(rows, top + 1), firstBelow(rows, top + scroller.clientHeight - 1)];
}

/** The first row whose lower edge is below that height; rows stand one below the other, so it can be halved for. */
function firstBelow({ children }: HTMLElement, height: number): number {
  let [low, high] = [0, children.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (lowerEdge(children[middle]!) > height) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What of a row has the focus and bears its key; it stands in the child of `rows`. */
export function rowOf(rows: HTMLElement | null, key: string): HTMLElement | null {
  return rows && rows.querySelector(`[data-key="${CSS.escape(key)}"]`);
}

function lowerEdge(row: Element): number {
  return (row as HTMLElement).offsetTop + (row as HTMLElement).offsetHeight;
}

export function isAtEnd({ scrollHeight, clientHeight, scrollTop }: HTMLElement): boolean {
  return scrollHeight - clientHeight - scrollTop < AT_END_PX;
}

/** What was said just before the first unread message stays in sight. */
const CONTEXT_PX = 72;

/**
 * Where in the view a row is to be; at the `start` it has a little above it of what came before, `nearest` moves no more
 * than it takes to see it.
 */
export type Place = "top" | "start" | "middle" | "end" | "nearest";

interface Shown {
  /** What the rows show; another value means that they may have changed. Nothing if there are none. */
  rows: unknown;
  /** Whether the last of them is the end; where it is not, there is nothing to stay at. */
  hasEnd: boolean;
  /** Called when it was scrolled and what is to be held is noted, so that rows may come and go. */
  onScroll: (inSight: [from: number, to: number], isAtEnd: boolean) => void;
}

/**
 * Whatever comes, goes or grows, the line under the eye stays where it is; and who is at the end stays at the end.
 * The first row in sight is held by its lower edge, because what stands above its text (a day, a name) can come and go.
 */
export function useStillness({ rows: shown, hasEnd, onScroll }: Shown) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const held = useRef<{ row: Element; edge: number; scrolled: number } | "end">("end");
  const endIsThere = useRef(hasEnd);

  /** Notes what is to be held from now on. */
  const note = useCallback(() => {
    const box = scroller.current;
    const row = box && rows.current?.children[inSight(box, rows.current)[0]];
    held.current =
      !row || (endIsThere.current && isAtEnd(box))
        ? "end"
        : { row, edge: lowerEdge(row), scrolled: box.scrollTop };
  }, []);

  const hold = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    if (held.current === "end") {
      box.scrollTop = box.scrollHeight;
      return;
    }
    const { row, edge, scrolled } = held.current;
    const moved = row.isConnected ? lowerEdge(row) - edge : 0;
    if (moved !== 0) {
      // Where more went away above than is left below, the browser has scrolled back to the end of that already
      const isCutShort = box.scrollHeight - box.clientHeight - box.scrollTop < 1;
      box.scrollTop = (isCutShort ? Math.max(scrolled, box.scrollTop) : box.scrollTop) + moved;
    }
    note();
  }, [note]);

  /** Shows a row that is drawn, at once. */
  const show = useCallback(
    (key: string, place: Place) => {
      const box = scroller.current;
      const row = rowOf(rows.current, key)?.parentElement;
      if (!box || !row) return;
      if (place === "nearest") {
        row.scrollIntoView({ block: "nearest" });
      } else {
        box.scrollTop = {
          top: row.offsetTop,
          start: row.offsetTop - CONTEXT_PX,
          middle: row.offsetTop - (box.clientHeight - row.offsetHeight) / 2,
          end: box.scrollHeight,
        }[place];
      }
      note();
    },
    [note],
  );

  useLayoutEffect(() => {
    endIsThere.current = hasEnd;
    hold();
  }, [hold, shown, hasEnd]);
  const isThere = shown !== undefined;
  const scrolled = useEffectEvent((box: HTMLElement, content: HTMLElement) => {
    note();
    onScroll(inSight(box, content), held.current === "end");
  });
  useEffect(() => {
    const box = scroller.current;
    const content = rows.current;
    if (!box || !content) return;
    const onScrolled = () => scrolled(box, content);
    box.addEventListener("scroll", onScrolled, { passive: true });
    // A window, a composer, a font, a message shown whole
    const sizes = new ResizeObserver(hold);
    sizes.observe(box);
    sizes.observe(content);
    return () => {
      box.removeEventListener("scroll", onScrolled);
      sizes.disconnect();
    };
  }, [isThere, hold]);

  return { scroller, rows, show };
}
