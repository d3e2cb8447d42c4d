import { useCallback, useEffect, useLayoutEffect, useRef } from "react";

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

function lowerEdge(row: Element): number {
  return (row as HTMLElement).offsetTop + (row as HTMLElement).offsetHeight;
}

export function isAtEnd({ scrollHeight, clientHeight, scrollTop }: HTMLElement): boolean {
  return scrollHeight - clientHeight - scrollTop < AT_END_PX;
}

/** What was said just before the first unread message stays in sight. */
const CONTEXT_PX = 72;

/** Where in the view a row is to be; at the `start` it has a little above it of what came before. */
export type Place = "top" | "start" | "middle" | "end";

/**
 * Whatever comes, goes or grows, the line under the eye stays where it is; and who is at the end stays at the end.
 * The first row in sight is held by its lower edge, because what stands above its text (a day, a name) can come and go.
 *
 * @param shown what the rows show; another value means that they may have changed
 */
export function useStillness(shown: unknown) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const held = useRef<{ row: Element; edge: number } | "end">("end");

  /** Notes what is to be held from now on. */
  const note = useCallback(() => {
    const box = scroller.current;
    const row = box && rows.current?.children[inSight(box, rows.current)[0]];
    held.current = !row || isAtEnd(box) ? "end" : { row, edge: lowerEdge(row) };
  }, []);

  const hold = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    if (held.current === "end") {
      box.scrollTop = box.scrollHeight;
    } else if (held.current.row.isConnected) {
      const moved = lowerEdge(held.current.row) - held.current.edge;
      if (moved !== 0) box.scrollTop += moved;
      note();
    }
  }, [note]);

  /** Shows a row, at once. */
  const show = useCallback(
    (index: number, place: Place) => {
      const box = scroller.current;
      const row = rows.current?.children[index] as HTMLElement | undefined;
      if (!box || !row) return;
      box.scrollTop = {
        top: row.offsetTop,
        start: row.offsetTop - CONTEXT_PX,
        middle: row.offsetTop - (box.clientHeight - row.offsetHeight) / 2,
        end: box.scrollHeight,
      }[place];
      note();
    },
    [note],
  );

  useLayoutEffect(hold, [hold, shown]);
  const isThere = shown !== undefined;
  useEffect(() => {
    const box = scroller.current;
    const content = rows.current;
    if (!box || !content) return;
    box.addEventListener("scroll", note, { passive: true });
    // A window, a composer, a font, a message shown whole
    const sizes = new ResizeObserver(hold);
    sizes.observe(box);
    sizes.observe(content);
    return () => {
      box.removeEventListener("scroll", note);
      sizes.disconnect();
    };
  }, [isThere, note, hold]);

  return { scroller, rows, show };
}
