import type { Fetch } from "./Transport";

/** A body the server takes is longer; this leaves room for the bytes of a character. */
const LONGEST_BODY = 64 * 1024;

/**
 * Takes client frames to the server by requests, one request at a time so that they stay in order. What comes meanwhile
 * goes together in the next one. There are no second tries: whether a lost request was heard is found out by whoever
 * comes again with a checkpoint.
 */
export class FramePost {
  private waiting: string[] = [];
  private busy = false;
  private readonly leaving = new AbortController();

  constructor(
    private readonly connection: string,
    private readonly fetch: Fetch,
    private readonly failed: () => void,
  ) {}

  send(text: string): void {
    this.waiting.push(text);
    if (!this.busy) void this.drain();
  }

  stop(): void {
    this.waiting = [];
    this.leaving.abort();
  }

  private async drain(): Promise<void> {
    this.busy = true;
    try {
      while (this.waiting.length > 0) {
        const answer = await this.fetch("/frames", {
          headers: { "Parley-Connection": this.connection, "Content-Type": "application/x-ndjson" },
          body: this.next(),
          signal: this.leaving.signal,
        });
        if (!answer.ok) throw new Error(`status ${answer.status}`);
      }
    } catch {
      this.failed();
    } finally {
      this.busy = false;
    }
  }

  private next(): string {
    let body = this.waiting.shift()!;
    while (this.waiting.length > 0 && body.length + this.waiting[0]!.length < LONGEST_BODY)
      body += `\n${this.waiting.shift()!}`;
    return body;
  }
}
