import { Refused, Unreachable } from "@/wire/http";
import { CloseCode, type ClientFrame, type Limits, type Ok, type ServerFrame, type Wish } from "@/wire/wire";
import { pause, reconnecting } from "./Backoff";

/** What the connection needs of a WebSocket. */
export interface Socket {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(text: string): void;
  close(): void;
}

export type Phase =
  /** Not begun, or ended for good. */
  | "stopped"
  /** Lost; the next try is at `nextTryAt`. */
  | "waiting"
  | "connecting"
  /** The server knows us; we are being told what we missed. */
  | "catching-up"
  | "live";

export interface ConnectionState {
  phase: Phase;
  /** When the connection was lost, or first tried. */
  since: number;
  nextTryAt?: number;
  /** Why it was stopped for good. */
  stopped?: "forbidden" | "replaced" | "session";
}

export interface ConnectionOptions {
  open: () => Socket;
  /** A token that holds a while; a new one if `fresh`. */
  token: (fresh: boolean) => Promise<string>;
  /** When the token that {@link token} gave last ends, in ms. */
  tokenEndsAt: () => number;
  hello: (token: string) => ClientFrame;
  /** All frames of one WebSocket message, but those that are the connection's own business. */
  receive: (frames: ServerFrame[]) => void;
  /** Whether a failure to get a token means that nobody is signed in any more. */
  isEnd: (failure: unknown) => boolean;
  now?: () => number;
  random?: () => number;
}

interface Asked {
  answered: (ok: Ok) => void;
  refused: (failure: Error) => void;
  timer: ReturnType<typeof setTimeout>;
}

const CONNECT_MS = 10_000;
const ANSWER_MS = 30_000;
const WATCH_MS = 5_000;
/** So long before a token ends, the connection gets a fresh one. */
const RENEW_BEFORE_MS = 120_000;
const RENEW_AGAIN_MS = 15_000;
const TOO_MANY_MS = 5_000;
const BROKEN = 1006;

/**
 * One connection to the server that comes back by itself: hello, heartbeat, renewal of the token, questions with their
 * answers. What the frames mean is not its business.
 */
export class Connection {
  limits: Limits = { frame: 65_536, message: 262_144, body: 32_768 };

  private current: ConnectionState;
  private socket: Socket | undefined;
  private heartbeatMs = 30_000;
  private lastHeard = 0;
  /** Tries since it last worked. */
  private attempt = 0;
  /** Counts tries for ever, so that a late answer to an old one is known as such. */
  private generation = 0;
  private freshToken = false;
  private nextRef = 1;
  private readonly asked = new Map<number, Asked>();
  private readonly listeners = new Set<() => void>();
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private renewTimer: ReturnType<typeof setTimeout> | undefined;
  private connectTimer: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  private readonly now: () => number;
  private readonly random: () => number;

  constructor(private readonly options: ConnectionOptions) {
    this.now = options.now ?? Date.now;
    this.random = options.random ?? Math.random;
    this.current = { phase: "stopped", since: this.now() };
  }

  get state(): ConnectionState {
    return this.current;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  start(): void {
    if (this.current.phase !== "stopped") return;
    this.current = { phase: "waiting", since: this.now() };
    void this.connect();
  }

  stop(): void {
    this.letGo(new Unreachable("stopped"));
    this.become({ phase: "stopped", since: this.now() });
  }

  /** The network came back, the page is looked at again, a person asks: do not wait any longer. */
  nudge(): void {
    const { phase, stopped } = this.current;
    if (phase === "waiting" || (stopped && stopped !== "session")) {
      this.attempt = 0;
      void this.connect();
    } else if (phase === "live" && this.isSilent()) {
      this.lost(BROKEN);
    }
  }

  /** The network is said to be gone. Should it be there for this server all the same, the next try shows it. */
  doubt(): void {
    if (this.socket) this.lost(BROKEN);
  }

  /** Says something that is not answered; it is lost when there is no connection. */
  tell(frame: ClientFrame): boolean {
    if (!this.isOpen()) return false;
    this.socket?.send(JSON.stringify(frame));
    return true;
  }

  /** Asks and waits: answers with `ok`, throws {@link Refused} or {@link Unreachable}. */
  ask(wish: Wish): Promise<Ok> {
    const socket = this.socket;
    if (!socket || !this.isOpen()) return Promise.reject(new Unreachable("not connected"));
    const ref = this.nextRef++;
    return new Promise<Ok>((answered, refused) => {
      // Whoever does not answer for so long is not there, whatever the socket says
      const timer = setTimeout(() => this.lost(BROKEN), ANSWER_MS);
      this.asked.set(ref, { answered, refused, timer });
      socket.send(JSON.stringify({ ...wish, ref }));
    });
  }

  private isOpen(): boolean {
    return this.current.phase === "live" || this.current.phase === "catching-up";
  }

  private async connect(): Promise<void> {
    clearTimeout(this.retryTimer);
    const generation = ++this.generation;
    this.become({ phase: "connecting", since: this.current.since });
    let token: string;
    try {
      token = await this.options.token(this.freshToken);
    } catch (failure) {
      if (generation !== this.generation) return;
      if (this.options.isEnd(failure)) this.endFor("session");
      else this.retry(this.nextPause());
      return;
    }
    if (generation !== this.generation) return;
    this.freshToken = false;
    const socket = this.options.open();
    this.socket = socket;
    this.connectTimer = setTimeout(() => this.lost(BROKEN), CONNECT_MS);
    socket.onopen = () => {
      if (this.socket === socket) socket.send(JSON.stringify(this.options.hello(token)));
    };
    socket.onmessage = ({ data }) => {
      if (this.socket === socket) this.heard(String(data));
    };
    socket.onclose = ({ code }) => {
      if (this.socket === socket) this.lost(code);
    };
  }

  private heard(text: string): void {
    this.lastHeard = this.now();
    const frames = text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .map((line) => JSON.parse(line) as ServerFrame)
      .filter((frame) => !this.isMine(frame));
    if (frames.length > 0) this.options.receive(frames);
    const caughtUp = frames.some((frame) => frame.type === "changes" && !frame.more);
    if (caughtUp && this.current.phase === "catching-up") {
      this.attempt = 0;
      this.become({ phase: "live", since: this.now() });
    }
  }

  /** Handles what concerns the connection alone, and says whether that was all. */
  private isMine(frame: ServerFrame): boolean {
    switch (frame.type) {
      case "ping":
        this.socket?.send('{"type":"pong"}');
        return true;
      case "ok":
        this.settle(frame.ref, ({ answered }) => answered(frame));
        return true;
      case "error":
        this.settle(frame.ref, ({ refused }) => refused(new Refused(frame.problem)));
        return true;
      case "welcome":
        this.welcomed(frame.heartbeat * 1000, frame.limits);
        return false;
      case "drain":
        this.retryTimer = setTimeout(() => this.lost(CloseCode.DRAINING), this.random() * frame.within);
        return true;
      default:
        return false;
    }
  }

  private welcomed(heartbeatMs: number, limits: Limits): void {
    clearTimeout(this.connectTimer);
    this.heartbeatMs = heartbeatMs;
    this.limits = limits;
    this.watch ??= setInterval(() => {
      if (this.isSilent()) this.lost(CloseCode.HEARTBEAT_MISSED);
    }, WATCH_MS);
    this.renewLater(this.options.tokenEndsAt() - this.now() - RENEW_BEFORE_MS);
    this.become({ phase: "catching-up", since: this.current.since });
  }

  private settle(ref: number | undefined, how: (asked: Asked) => void): void {
    const asked = ref === undefined ? undefined : this.asked.get(ref);
    if (!asked) return;
    this.asked.delete(ref!);
    clearTimeout(asked.timer);
    how(asked);
  }

  private isSilent(): boolean {
    return this.now() - this.lastHeard > this.heartbeatMs * 2 + WATCH_MS;
  }

  private renewLater(inMs: number): void {
    clearTimeout(this.renewTimer);
    this.renewTimer = setTimeout(() => void this.renew(), Math.max(1000, inMs));
  }

  private async renew(): Promise<void> {
    const socket = this.socket;
    try {
      const token = await this.options.token(false);
      if (this.socket !== socket) return;
      await this.ask({ type: "renew", token });
      this.renewLater(this.options.tokenEndsAt() - this.now() - RENEW_BEFORE_MS);
    } catch (failure) {
      if (this.socket !== socket) return;
      if (this.options.isEnd(failure)) this.endFor("session");
      else this.renewLater(RENEW_AGAIN_MS);
    }
  }

  private lost(code: number): void {
    const worked = this.current.phase === "live";
    this.letGo(new Unreachable(`connection lost (${code})`));
    if (worked) this.current = { phase: "waiting", since: this.now() };
    switch (code) {
      case CloseCode.FORBIDDEN:
        return this.endFor("forbidden");
      case CloseCode.REPLACED:
        return this.endFor("replaced");
      case CloseCode.UNAUTHENTICATED:
        this.freshToken = true;
        return this.retry(this.attempt++ === 0 ? 0 : this.nextPause());
      case CloseCode.TOO_MANY:
        return this.retry(TOO_MANY_MS + this.nextPause());
      default:
        // One that had worked is tried again at once: most losses are a network that changed, or a node that drains
        return this.retry(worked ? Math.round(400 * this.random()) : this.nextPause());
    }
  }

  private nextPause(): number {
    return pause(reconnecting, this.attempt++, this.random);
  }

  private retry(inMs: number): void {
    clearTimeout(this.retryTimer);
    this.become({ phase: "waiting", since: this.current.since, nextTryAt: this.now() + inMs });
    this.retryTimer = setTimeout(() => void this.connect(), inMs);
  }

  private endFor(stopped: NonNullable<ConnectionState["stopped"]>): void {
    this.letGo(new Unreachable(stopped));
    this.become({ phase: "stopped", since: this.now(), stopped });
  }

  /** Lets go of the socket; whoever waits for an answer is told that none will come. */
  private letGo(why: Error): void {
    this.generation++;
    clearTimeout(this.retryTimer);
    clearTimeout(this.renewTimer);
    clearTimeout(this.connectTimer);
    clearInterval(this.watch);
    this.watch = undefined;
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
    const waiting = [...this.asked.values()];
    this.asked.clear();
    for (const asked of waiting) {
      clearTimeout(asked.timer);
      asked.refused(why);
    }
  }

  private become(state: ConnectionState): void {
    this.current = state;
    for (const listener of this.listeners) listener();
  }
}
