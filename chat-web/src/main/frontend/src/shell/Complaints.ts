import type { Problem } from "@/wire/wire";

const SHOWN_MS = 6000;

/** Something that was asked for in passing and did not work; `problem` is not there if nobody answered. */
export interface Complaint {
  problem?: Problem;
  /** Whether it is about a message that was to be posted later. */
  scheduled: boolean;
  /** Another one is another complaint, though it says the same. */
  count: number;
}

/** What went wrong of things that have no place of their own to say so. The last one is shown for a while. */
export class Complaints {
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private shown: Complaint | undefined;
  private count = 0;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  get current(): Complaint | undefined {
    return this.shown;
  }

  tell(problem?: Problem, scheduled = false): void {
    this.show({ ...(problem && { problem }), scheduled, count: ++this.count });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(undefined), SHOWN_MS);
  }

  private show(complaint: Complaint | undefined): void {
    this.shown = complaint;
    for (const listener of this.listeners) listener();
  }
}
