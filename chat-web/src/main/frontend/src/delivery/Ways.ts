import { pause, type Backoff } from "./Backoff";
import type { Way } from "./Transport";

/** A socket that fails once may have met a node that stopped; one that fails so often is refused. */
const MOST_REFUSALS = 2;
const tryingTheSocket: Backoff = { firstMs: 60_000, mostMs: 900_000 };

/**
 * Which way the next connection takes. The socket, until it was refused twice or not opened in time; then server-sent
 * events, and polling if those do not come through. If that fails too, the socket has its turn again.
 */
export class Ways {
  private way: Way = "socket";
  private refusals = 0;
  private socketTries = 0;

  constructor(private readonly random: () => number) {}

  get next(): Way {
    return this.way;
  }

  /** Frames have come this way. */
  worked(way: Way): void {
    this.refusals = 0;
    this.way = way;
    if (way === "socket") this.socketTries = 0;
  }

  /** Nothing came this way: it was refused, or `late`. */
  failed(way: Way, late: boolean): void {
    if (way === "socket") {
      this.refusals += late ? MOST_REFUSALS : 1;
      if (this.refusals >= MOST_REFUSALS) this.way = "events";
    } else if (way === "events") {
      this.way = "polling";
    } else {
      this.begin();
    }
  }

  /** The network is another one: what was found out does not hold any more. */
  begin(): void {
    this.way = "socket";
    this.refusals = 0;
    this.socketTries = 0;
  }

  /** How long to go on before the socket is tried beside what works. */
  untilSocket(): number {
    return pause(tryingTheSocket, this.socketTries++, this.random);
  }
}
