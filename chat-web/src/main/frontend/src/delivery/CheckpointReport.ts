import type { Checkpoint } from "@/wire/wire";

const PERIOD_MS = 60_000;

/**
 * Tells the server what this device has applied, if that has moved since it was told last: once a minute, and whenever
 * {@link say} is called. Whoever reads it is another client of this account; this one keeps its own.
 */
export class CheckpointReport {
  private said: string | undefined;
  private readonly timer = setInterval(() => this.say(), PERIOD_MS);

  constructor(
    private readonly checkpoint: () => Checkpoint | undefined,
    /** Whether it could be told. */
    private readonly tell: (checkpoint: Checkpoint) => boolean,
  ) {}

  say(): void {
    const checkpoint = this.checkpoint();
    if (!checkpoint) return;
    const text = JSON.stringify(checkpoint);
    if (text !== this.said && this.tell(checkpoint)) this.said = text;
  }

  close(): void {
    clearInterval(this.timer);
  }
}
