import { Refused, Unreachable } from "@/wire/http";
import { CloseCode, type ClientFrame, type Limits, type Ok, type ServerFrame, type Wish } from "@/wire/wire";
import { pause, reconnecting } from "./Backoff";
import { BROKEN, type Transport, type Way } from "./Transport";
import { Ways } from "./Ways";

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
  stopped?: "forbidden" | "replaced" | "session" | "terms";
}

export interface ConnectionOptions {
  open: (way: Way) => Transport;
  /** Whether the server answers at all, so that it makes sense to fall back. */
  reachable: () => Promise<boolean>;
  /** A token that holds a while; a new one if `fresh`. */
  token: (fresh: boolean) => Promise<string>;
  /** When the token that {@link token} gave last ends, in ms. */
  tokenEndsAt: () => number;
  hello: (token: string) => ClientFrame;
  /** All frames that came together, but those that are the connection's own business. */
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

/** So long may opening take; events that do not come by then are held back by a proxy. */
const OPEN_MS: Record<Way, number> = { socket: 10_000, events: 4_000, polling: 10_000 };
const WELCOME_MS = 10_000;
const ANSWER_MS = 30_000;
const WATCH_MS = 5_000;
/** So long before a token ends, the connection gets a fresh one. */
const RENEW_BEFORE_MS = 120_000;
const RENEW_AGAIN_MS = 15_000;
const TOO_MANY_MS = 5_000;

/**
 * One connection to the server that comes back by itself: hello, heartbeat, renewal of the token, questions with their
 * answers. What the frames mean is not its business. Where sockets are refused it takes another way, and moves back to a
 * socket as soon as one opens.
 */
export class Connection {
  limits: Limits = { frame: 65_536, message: 262_144, body: 32_768 };

  private current: ConnectionState;
  private transport: Transport | undefined;
  private taken: Way = "socket";
  /** The server has let us in this way. */
  private welcome = false;
  /** A socket that is tried beside a way that works; `token` once it is open. */
  private candidate: { socket: Transport; token?: string } | undefined;
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
  private socketTimer: ReturnType<typeof setTimeout> | undefined;
  private watch: ReturnType<typeof setInterval> | undefined;
  private readonly ways: Ways;
  private readonly now: () => number;
  private readonly random: () => number;

  constructor(private readonly options: ConnectionOptions) {
    this.now = options.now ?? Date.now;
    this.random = options.random ?? Math.random;
    this.ways = new Ways(this.random);
    this.current = { phase: "stopped", since: this.now() };
  }

  get state(): ConnectionState {
    return this.current;
  }

  /** How frames travel now, or did last. */
  get way(): Way {
    return this.taken;
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

  /** The network is back, perhaps another one: what refused sockets may be gone. */
  networkChanged(): void {
    this.ways.begin();
    if (this.welcome && this.taken !== "socket") void this.trySocket();
    else this.nudge();
  }

  /** The page is looked at again, a person asks: do not wait any longer. */
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
    if (this.transport) this.lost(BROKEN);
  }

  /** Says something that is not answered; it is lost when there is no connection. */
  tell(frame: ClientFrame): boolean {
    if (!this.isOpen()) return false;
    this.transport?.send(JSON.stringify(frame));
    return true;
  }

  /** Asks and waits: answers with `ok`, throws {@link Refused} or {@link Unreachable}. */
  ask(wish: Wish): Promise<Ok> {
    const { transport } = this;
    if (!transport || !this.isOpen()) return Promise.reject(new Unreachable("not connected"));
    const ref = this.nextRef++;
    return new Promise<Ok>((answered, refused) => {
      // Whoever does not answer for so long is not there, whatever the transport says
      const timer = setTimeout(() => this.lost(BROKEN), ANSWER_MS);
      this.asked.set(ref, { answered, refused, timer });
      transport.send(JSON.stringify({ ...wish, ref }));
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
    const way = await this.choose();
    if (generation !== this.generation) return;
    this.freshToken = false;
    const transport = this.options.open(way);
    this.use(transport, way);
    this.connectTimer = setTimeout(() => this.lost(BROKEN, true), OPEN_MS[way]);
    transport.onopen = () => {
      if (this.transport === transport) this.greet(token);
    };
  }

  /** A fall-back only makes sense when the server is there: when it is not, sockets fail as well. */
  private async choose(): Promise<Way> {
    if (this.ways.next !== "socket" && !(await this.options.reachable())) this.ways.begin();
    return this.ways.next;
  }

  private use(transport: Transport, way: Way): void {
    this.transport = transport;
    this.taken = way;
    this.welcome = false;
    transport.onmessage = ({ data }) => {
      if (this.transport === transport) this.heard(String(data));
    };
    transport.onclose = ({ code }) => {
      if (this.transport === transport) this.lost(code);
    };
  }

  private greet(token: string): void {
    clearTimeout(this.connectTimer);
    this.connectTimer = setTimeout(() => this.lost(BROKEN, true), WELCOME_MS);
    this.transport?.send(JSON.stringify(this.options.hello(token)));
  }

  private trySocketLater(): void {
    clearTimeout(this.socketTimer);
    this.socketTimer = setTimeout(() => void this.trySocket(), this.ways.untilSocket());
  }

  /** Tries a socket beside the way that works. */
  private async trySocket(): Promise<void> {
    clearTimeout(this.socketTimer);
    const generation = this.generation;
    const token = await this.options.token(false).catch(() => undefined);
    if (generation !== this.generation || this.candidate) return;
    if (token === undefined) return this.trySocketLater();
    const candidate: { socket: Transport; token?: string } = { socket: this.options.open("socket") };
    this.candidate = candidate;
    candidate.socket.onopen = () => {
      candidate.token = token;
      this.moveOver();
    };
    candidate.socket.onclose = () => {
      if (this.candidate !== candidate) return;
      this.candidate = undefined;
      this.trySocketLater();
    };
  }

  /**
   * Leaves a fall-back for a socket that has opened, at a moment in which nobody waits for an answer. It begins like any
   * other connection, with a checkpoint: so nothing is lost, and what comes twice is known.
   */
  private moveOver(): void {
    const { candidate } = this;
    if (candidate?.token === undefined || this.asked.size > 0 || this.current.phase !== "live") return;
    this.candidate = undefined;
    this.letGo(new Unreachable("moved to a socket"));
    this.become({ phase: "connecting", since: this.now() });
    this.use(candidate.socket, "socket");
    this.greet(candidate.token);
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
    this.moveOver();
  }

  /** Handles what concerns the connection alone, and says whether that was all. */
  private isMine(frame: ServerFrame): boolean {
    switch (frame.type) {
      case "ping":
        this.transport?.send('{"type":"pong"}');
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
    this.welcome = true;
    this.ways.worked(this.taken);
    if (this.taken !== "socket") this.trySocketLater();
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
    const { transport } = this;
    try {
      const token = await this.options.token(false);
      if (this.transport !== transport) return;
      await this.ask({ type: "renew", token });
      this.renewLater(this.options.tokenEndsAt() - this.now() - RENEW_BEFORE_MS);
    } catch (failure) {
      if (this.transport !== transport) return;
      if (this.options.isEnd(failure)) this.endFor("session");
      else this.renewLater(RENEW_AGAIN_MS);
    }
  }

  private lost(code: number, late = false): void {
    const worked = this.current.phase === "live";
    // A server that says why it ends a connection has heard us
    if (!this.welcome && code === BROKEN) this.ways.failed(this.taken, late);
    this.letGo(new Unreachable(`connection lost (${code})`));
    if (worked) this.current = { phase: "waiting", since: this.now() };
    switch (code) {
      case CloseCode.FORBIDDEN:
        return this.endFor("forbidden");
      case CloseCode.REPLACED:
        return this.endFor("replaced");
      case CloseCode.UNAGREED:
        return this.endFor("terms");
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

  /** Lets go of what carries frames; whoever waits for an answer is told that none will come. */
  private letGo(why: Error): void {
    this.generation++;
    clearTimeout(this.retryTimer);
    clearTimeout(this.renewTimer);
    clearTimeout(this.connectTimer);
    clearTimeout(this.socketTimer);
    clearInterval(this.watch);
    this.watch = undefined;
    const { transport, candidate } = this;
    this.transport = undefined;
    this.welcome = false;
    this.candidate = undefined;
    transport?.close();
    candidate?.socket.close();
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
