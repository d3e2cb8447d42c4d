import { FramePost } from "./FramePost";
import { BROKEN, browserFetch, RequestTransport, type Fetch } from "./Transport";

/** The server holds a request for 25 s; one that takes so much longer is lost. */
const LOST_MS = 40_000;
/** A request whose answer was lost is made again: the server has kept the answer. */
const MOST_TRIES = 3;
const AGAIN_MS = 1000;

/** Server frames as answers to requests: for proxies that pass on nothing before it is whole. */
export class PollTransport extends RequestTransport {
  private connection: string | undefined;
  private got = 0;
  private polling = false;
  private readonly early: string[] = [];
  private post: FramePost | undefined;
  private trying = new AbortController();

  constructor(private readonly fetch: Fetch = browserFetch) {
    super();
    // There is nothing to open: the first request does
    queueMicrotask(() => this.opened());
  }

  /** The first frames open the connection. What is said before the answer to them waits for it. */
  send(text: string): void {
    if (this.post) this.post.send(text);
    else if (!this.polling) void this.poll(text);
    else this.early.push(text);
  }

  protected letGo(): void {
    this.trying.abort();
    this.post?.stop();
  }

  private async poll(first: string): Promise<void> {
    this.polling = true;
    try {
      for (let body = first; !this.over; body = "") await this.turn(body);
    } catch {
      this.ended(BROKEN);
    }
  }

  private async turn(body: string): Promise<void> {
    const answer = await this.ask(body);
    const text = await answer.text();
    const number = Number(answer.headers.get("Parley-Answer"));
    if (number !== this.got + 1) throw new Error("not the next answer");
    this.got = number;
    this.meet(answer.headers.get("Parley-Connection"));
    this.heard(text);
    const close = answer.headers.get("Parley-Close");
    if (close !== null) this.ended(Number.parseInt(close, 10));
  }

  private meet(connection: string | null): void {
    if (this.connection !== undefined || connection === null) return;
    this.connection = connection;
    this.post = new FramePost(connection, this.fetch, () => this.ended(BROKEN));
    for (const text of this.early.splice(0)) this.post.send(text);
  }

  private async ask(body: string): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const trying = new AbortController();
      this.trying = trying;
      const lost = setTimeout(() => trying.abort(), LOST_MS);
      try {
        const answer = await this.fetch("/poll", {
          headers: {
            "Content-Type": "application/x-ndjson",
            "Parley-Got": String(this.got),
            ...(this.connection !== undefined && { "Parley-Connection": this.connection }),
          },
          body,
          signal: trying.signal,
        });
        if (answer.status === 200) return answer;
        if (answer.status < 500) throw new Refusal();
      } catch (failure) {
        if (failure instanceof Refusal || this.over) throw failure;
      } finally {
        clearTimeout(lost);
      }
      // Before the first answer there is nothing to ask for again
      if (this.connection === undefined || attempt === MOST_TRIES) throw new Refusal();
      await new Promise((over) => setTimeout(over, AGAIN_MS * attempt));
      if (this.over) throw new Refusal();
    }
  }
}

/** Trying again would not help. */
class Refusal extends Error {}
