import type { AccountId, ScheduledMessage, ServerFrame } from "@/wire/wire";
import { OwnEntries } from "./OwnEntries";

/** What this account wants to be posted later, the same on all its devices. The server keeps it and posts it. */
export class Scheduled {
  private readonly told: OwnEntries<ScheduledMessage>;
  private sorted: readonly ScheduledMessage[] | undefined;

  constructor(
    storage: Storage,
    account: AccountId,
    /** The server did not post one of them, for its writer may not any more. */
    private readonly refused: (message: ScheduledMessage) => void,
  ) {
    this.told = new OwnEntries(storage, `parley.scheduled.${account}`);
    this.told.subscribe(() => (this.sorted = undefined));
  }

  subscribe = (listener: () => void): (() => void) => this.told.subscribe(listener);

  /** What waits for its time or was refused, by that time. */
  get all(): readonly ScheduledMessage[] {
    this.sorted ??= [...this.told.all].sort((one, other) => one.at.localeCompare(other.at));
    return this.sorted;
  }

  receive(frames: readonly ServerFrame[]): void {
    for (const frame of frames) {
      if (frame.type !== "self" || !frame.scheduled) continue;
      for (const message of frame.scheduled) {
        if (message.state === "refused" && this.told.get(message.id)?.state !== "refused")
          this.refused(message);
      }
      this.told.take(
        frame.scheduled.map((message) => [
          message.id,
          message.state === "waiting" || message.state === "refused" ? message : undefined,
        ]),
      );
    }
  }

  stored(key: string): void {
    this.told.stored(key);
  }

  forget(): void {
    this.told.forget();
  }
}
