/** So many rows are drawn to either side of the one in the middle. */
const REACH = 200;
/** What is in sight may go so far from the middle; then there is a new middle. */
const LEASH = 100;

/** No more rows than these are in the page, however many there are. */
export const MOST_DRAWN = 2 * REACH;

/** The rows from–to that are drawn around one of them; `to` is the first that is not. */
export function drawnAround(middle: number, count: number): [from: number, to: number] {
  const from = Math.max(0, Math.min(middle - REACH, count - MOST_DRAWN));
  return [from, Math.min(count, from + MOST_DRAWN)];
}

/**
 * The row around which is to be drawn when those from the first to the last are in sight. It stays the same while they
 * are near it, so that rows come and go a hundred at a time and whatever comes in above or below, what is in sight is
 * among those that are drawn.
 */
export function middleFor(middle: number, [first, last]: readonly [number, number]): number {
  return first < middle - LEASH || last > middle + LEASH ? (first + last) >> 1 : middle;
}
