import { call, Refused } from "@/wire/http";
import type { AccountId } from "@/wire/wire";
import type { Locks } from "./locks";
import { uuid } from "./uuid";

export interface Account {
  id: AccountId;
  username: string;
  displayName: string;
}

/** What this browser holds to speak for somebody. */
export interface SignedIn {
  account: Account;
  accessToken: string;
  refreshToken: string;
  /** By this browser's clock, in ms. */
  expiresAt: number;
}

export interface Credentials {
  organization?: string;
  username: string;
  password: string;
}

interface TokenAnswer {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
  account?: Account;
}

type Call = typeof call;

const SESSION = "parley.session";
const DEVICE = "parley.device";
const ENDED = "parley.ended";

/** A token is renewed when less than this is left of it. */
const LEAST_LEFT_MS = 60_000;

/**
 * Who is signed in in this browser, the same in all its tabs. The access token is renewed by one tab at a time: the
 * refresh token is used once, and using it twice would look like a theft.
 */
export class Session {
  private readonly listeners = new Set<() => void>();
  private held: SignedIn | undefined;
  private renewing: Promise<string> | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly locks: Locks,
    private readonly http: Call = call,
    private readonly now: () => number = Date.now,
  ) {
    this.held = this.stored();
  }

  get current(): SignedIn | undefined {
    return this.held;
  }

  /** Whether the last session ended by the server's word, not by the person's. */
  get endedByServer(): boolean {
    return this.storage.getItem(ENDED) !== null;
  }

  /** The id of this browser as a device; made once and kept over sign-outs. */
  get device(): string {
    const known = this.storage.getItem(DEVICE);
    if (known) return known;
    const made = uuid();
    this.storage.setItem(DEVICE, made);
    return made;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Another tab changed what is stored. */
  reload(): void {
    const stored = this.stored();
    if (stored?.refreshToken === this.held?.refreshToken) return;
    this.held = stored;
    this.tell();
  }

  async signIn(credentials: Credentials, deviceName: string): Promise<SignedIn> {
    const answer = await this.http<TokenAnswer>("POST", "/auth/login", {
      body: { ...credentials, device: this.device, deviceName },
    });
    return this.keep(answer, answer.account!);
  }

  /** An access token that holds for a while yet. */
  async accessToken(): Promise<string> {
    const held = this.held;
    if (!held) throw new SessionEnded();
    if (held.expiresAt - this.now() > LEAST_LEFT_MS) return held.accessToken;
    return this.renew();
  }

  /** A new access token: the one in hand is refused, or ends soon. */
  renew(): Promise<string> {
    this.renewing ??= this.renewOnce(this.held?.accessToken).finally(() => {
      this.renewing = undefined;
    });
    return this.renewing;
  }

  private renewOnce(refused: string | undefined): Promise<string> {
    return this.locks.run("parley.renew", async () => {
      this.reload();
      const held = this.held;
      if (!held) throw new SessionEnded();
      if (held.accessToken !== refused && held.expiresAt - this.now() > LEAST_LEFT_MS)
        return held.accessToken;
      try {
        const answer = await this.http<TokenAnswer>("POST", "/auth/refresh", {
          body: { refreshToken: held.refreshToken },
        });
        return this.keep(answer, held.account).accessToken;
      } catch (failure) {
        if (!(failure instanceof Refused) || failure.problem.status !== 401) throw failure;
        this.end(true);
        throw new SessionEnded();
      }
    });
  }

  /** Tells the server, as far as it can be reached, and forgets the tokens in any case. */
  async signOut(): Promise<void> {
    const held = this.held;
    this.end(false);
    if (!held) return;
    try {
      await this.http("POST", "/auth/logout", {
        token: held.accessToken,
        body: { refreshToken: held.refreshToken },
        keepalive: true,
      });
    } catch {
      // The tokens are gone from here; the device's entry ends by itself, or by hand in the list of devices.
    }
  }

  /** The session is over, whoever said so. */
  end(byServer: boolean): void {
    this.storage.removeItem(SESSION);
    if (byServer) this.storage.setItem(ENDED, "1");
    this.held = undefined;
    this.tell();
  }

  private keep(answer: TokenAnswer, account: Account): SignedIn {
    const held: SignedIn = {
      account,
      accessToken: answer.accessToken,
      refreshToken: answer.refreshToken,
      expiresAt: this.now() + answer.expiresIn * 1000,
    };
    this.storage.setItem(SESSION, JSON.stringify(held));
    this.storage.removeItem(ENDED);
    this.held = held;
    this.tell();
    return held;
  }

  private stored(): SignedIn | undefined {
    const text = this.storage.getItem(SESSION);
    return text ? (JSON.parse(text) as SignedIn) : undefined;
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** There is nobody signed in any more. */
export class SessionEnded extends Error {}
