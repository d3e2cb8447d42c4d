/** How long to wait before the next try: doubling up to a cap, each time a random part of it. */
export interface Backoff {
  firstMs: number;
  mostMs: number;
}

export const reconnecting: Backoff = { firstMs: 1000, mostMs: 30_000 };

/**
 * The pause before try number `attempt` (from 0). At least half of the step, so that pauses grow; the rest by chance, so
 * that the clients of a node that died do not come back as one wave.
 */
export function pause(backoff: Backoff, attempt: number, random: () => number): number {
  const step = Math.min(backoff.mostMs, backoff.firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(step / 2 + (step / 2) * random());
}
