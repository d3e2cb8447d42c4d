/** What a connection needs of whatever carries its frames. A WebSocket is one; the others behave like it. */
export interface Transport {
  onopen: ((event: Event) => void) | null;
  /** One or more frames, one a line; or nothing but a sign of life. */
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(text: string): void;
  close(): void;
}

/** How frames can travel, the best way first. */
export type Way = "socket" | "events" | "polling";

/** The connection was lost without a word. */
export const BROKEN = 1006;

/** Calls of a transport that is made of requests. */
export type Fetch = (path: string, init: RequestInit) => Promise<Response>;

export function browserFetch(path: string, init: RequestInit): Promise<Response> {
  return fetch(`/api/v1${path}`, { method: "POST", credentials: "same-origin", cache: "no-store", ...init });
}

/** What all transports but the socket have in common: they end once, and then say nothing any more. */
export abstract class RequestTransport implements Transport {
  onopen: Transport["onopen"] = null;
  onmessage: Transport["onmessage"] = null;
  onclose: Transport["onclose"] = null;
  protected over = false;

  abstract send(text: string): void;

  close(): void {
    this.over = true;
    this.letGo();
  }

  /** Ends whatever is under way. */
  protected abstract letGo(): void;

  protected opened(): void {
    if (!this.over) this.onopen?.(new Event("open"));
  }

  protected heard(data: string): void {
    if (!this.over) this.onmessage?.(new MessageEvent("message", { data }));
  }

  protected ended(code: number): void {
    if (this.over) return;
    this.close();
    this.onclose?.(new CloseEvent("close", { code }));
  }
}
