import { FramePost } from "./FramePost";
import { BROKEN, browserFetch, RequestTransport, type Fetch } from "./Transport";

/** What is needed of an EventSource. */
export interface Events {
  onmessage: ((event: MessageEvent<string>) => void) | null;
  onerror: ((event: Event) => void) | null;
  addEventListener(name: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

const browserEvents = (): Events => new EventSource("/api/v1/events") as Events;

/** Server frames by server-sent events, client frames by requests: for proxies that refuse sockets. */
export class EventTransport extends RequestTransport {
  private readonly events: Events;
  private post: FramePost | undefined;

  constructor(open: () => Events = browserEvents, fetch: Fetch = browserFetch) {
    super();
    this.events = open();
    this.events.addEventListener("connection", ({ data }) => {
      this.post = new FramePost(data, fetch, () => this.ended(BROKEN));
      this.opened();
    });
    this.events.addEventListener("close", ({ data }) =>
      this.ended((JSON.parse(data) as { code: number }).code),
    );
    this.events.onmessage = ({ data }) => this.heard(data);
    // It would connect again by itself, as a connection that has not said hello
    this.events.onerror = () => this.ended(BROKEN);
  }

  send(text: string): void {
    this.post?.send(text);
  }

  protected letGo(): void {
    this.events.close();
    this.post?.stop();
  }
}
