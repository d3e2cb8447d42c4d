/** So many rows are drawn to either side of the one in the middle. */
const REACH = 100;
/** So far what is in sight may go from the middle; then there is a new middle, and few rows have to be drawn at once. */
const LEASH = 10;

/** No more rows than these are in the page, however many there are. */
export const MOST_DRAWN = 2 * REACH;

/** The rows from–to that are drawn around one of them; `to` is the first that is not. */
export function drawnAround(middle: number, count: number): [from: number, to: number] {
  const from = Math.max(0, Math.min(middle - REACH, count - MOST_DRAWN));
  return [from, Math.min(count, from + MOST_DRAWN)];
}

/**
 * The row around which is to be drawn when those from the first to the last are in sight. It stays the same while they
 * are around it, so that rows come and go a few at a time: what it takes to draw more of them at once can be seen.
 */
export function middleFor(middle: number, [first, last]: readonly [number, number]): number {
  const seen = (first + last) >> 1;
  return Math.abs(seen - middle) > LEASH ? seen : middle;
}
