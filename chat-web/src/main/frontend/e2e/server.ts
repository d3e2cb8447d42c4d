import { randomUUID } from "node:crypto";
import type { Account, SignedIn } from "@/identity/Session";
import type { SettingsChange } from "@/wire/Api";
import type { Conversation, Memo, Message, Purpose } from "@/wire/wire";

/** Where the server is, and what lets its demo people in. */
export const address = process.env.PARLEY_URL ?? "http://127.0.0.1:8080";
export const password = process.env.PARLEY_PASSWORD ?? "parley-demo";

export type Username = "alice" | "bob" | "carol" | "dave" | "admin" | "auditor" | "officer" | "officer2";

interface Wish {
  kind: "direct" | "group" | "channel";
  name?: string;
  topic?: string;
  visibility?: "public" | "private";
}

/** A demo person without a browser. Sets the stage, and looks behind it, so that a test shows only what it is about. */
export class Offstage {
  private constructor(
    readonly id: number,
    readonly name: string,
    private readonly username: Username,
    private token: string,
  ) {}

  private static readonly known = new Map<Username, Promise<Offstage>>();

  static of(username: Username): Promise<Offstage> {
    const known = this.known.get(username) ?? this.signIn(username);
    this.known.set(username, known);
    return known;
  }

  private static async signIn(username: Username): Promise<Offstage> {
    const { account, accessToken } = await atAScript(username);
    return new Offstage(account.id, account.displayName, username, accessToken);
  }

  async creates(wish: Wish, ...others: Username[]): Promise<Conversation> {
    const members = await Promise.all(others.map(async (other) => (await Offstage.of(other)).id));
    return this.call("POST", "/conversations", { ...wish, members });
  }

  /** Says it, when the server has room for one more. Answers its number. */
  async says(
    { id }: { id: number },
    body: string,
    to: { replyTo?: number; thread?: number } & Purpose = {},
  ): Promise<number> {
    const wish = { id: randomUUID(), body, ...to };
    for (;;) {
      const answer = await this.send("POST", `/conversations/${id}/messages`, wish);
      if (answer.status === 429) await patience(answer);
      else return ((await answered(answer)) as { seq: number }).seq;
    }
  }

  /** Sets a rule about words, which holds within two seconds. */
  async rules({ id }: { id: number }, rule: object): Promise<void> {
    await this.call("POST", `/conversations/${id}/rules`, { kind: "words", ...rule });
  }

  /** Whether a message with these words is held back. It is posted if it is not. */
  async isHeld({ id }: { id: number }, body: string): Promise<boolean> {
    const answer = await this.send("POST", `/conversations/${id}/messages`, { id: randomUUID(), body });
    return answer.status === 202;
  }

  /** Everything that was said, oldest first. */
  async hears({ id }: { id: number }): Promise<Message[]> {
    const all: Message[] = [];
    for (let before: number | undefined, more = true; more; before = all[0]?.seq) {
      const page = await this.call<{ messages: Message[]; more: boolean }>(
        "GET",
        `/conversations/${id}/messages?limit=200${before === undefined ? "" : `&before=${before}`}`,
      );
      all.unshift(...page.messages);
      more = page.more;
    }
    return all.filter((message) => message.format !== "system");
  }

  async reacts({ id }: { id: number }, seq: number, emoji: string, on = true): Promise<void> {
    await this.call(
      on ? "PUT" : "DELETE",
      `/conversations/${id}/messages/${seq}/reactions/${encodeURIComponent(emoji)}`,
    );
  }

  async edits({ id }: { id: number }, seq: number, body: string): Promise<void> {
    await this.call("PATCH", `/conversations/${id}/messages/${seq}`, { body });
  }

  async votes({ id }: { id: number }, seq: number, ...choices: number[]): Promise<void> {
    await this.call("PUT", `/conversations/${id}/messages/${seq}/vote`, { choices });
  }

  async pins({ id }: { id: number }, seq: number): Promise<void> {
    await this.call("PUT", `/conversations/${id}/messages/${seq}/pin`);
  }

  /** The words that are saved. */
  async saved(): Promise<string[]> {
    const { saved } = await this.call<{ saved: { message: Message }[] }>("GET", "/me/saved?limit=200");
    return saved.map(({ message }) => message.body);
  }

  /** The words of what is in the inbox. */
  async inbox(): Promise<string[]> {
    const { items } = await this.call<{ items: { message: Message }[] }>("GET", "/me/inbox?limit=200");
    return items.map(({ message }) => message.body);
  }

  async reads({ id }: { id: number }, seq: number): Promise<void> {
    await this.call("POST", `/conversations/${id}/read`, { seq });
  }

  async showsReceipts(shown: boolean): Promise<void> {
    await this.call("PUT", "/me/receipts", { shown });
  }

  /** Takes back what was chosen in the settings, on whichever device. */
  async choosesNothing(): Promise<void> {
    const { memos } = await this.call<{ memos: Memo[] }>("GET", "/me/memos?limit=200");
    for (const { conversation, name, clock, value } of memos)
      if (conversation === undefined && value !== undefined)
        await this.call("PUT", "/me/memos", { name, clock: clock + 1 });
  }

  async removes({ id }: { id: number }, other: Username): Promise<void> {
    await this.call("DELETE", `/conversations/${id}/members/${(await Offstage.of(other)).id}`);
  }

  async archives({ id }: { id: number }, archived: boolean): Promise<void> {
    await this.call("PATCH", `/conversations/${id}`, { archived });
  }

  /** Makes a link; answers its secret. */
  async invites({ id }: { id: number }): Promise<string> {
    return (await this.call<{ token: string }>("POST", `/conversations/${id}/invitations`)).token;
  }

  /** Makes a user group of these; only an administrator can. */
  async keepsGroup(name: string, ...people: Username[]): Promise<void> {
    const accounts = await Promise.all(people.map(async (one) => (await Offstage.of(one)).id));
    await this.call("POST", "/user-groups", { handle: name.replace(/\W+/g, "-"), name, accounts });
  }

  /** Puts terms in force and a banner before everybody's eyes; nothing takes them away. Only an administrator can. */
  async announces({ terms = "", banner = "" }: { terms?: string; banner?: string } = {}): Promise<void> {
    await this.call("PUT", "/admin/notices/terms", { text: terms });
    await this.call("PUT", "/admin/notices/banner", { text: banner });
  }

  /** Reads every notice of a hold, and says so. */
  async readsHoldNotices(): Promise<void> {
    const { notices } = await this.call<{ notices: { hold: number }[] }>("GET", "/me/hold-notices");
    for (const { hold } of notices) await this.call("POST", "/me/hold-notices", { hold });
  }

  async unblocks(other: Username): Promise<void> {
    await this.call("DELETE", `/me/blocks/${(await Offstage.of(other)).id}`);
  }

  async sets({ id }: { id: number }, change: SettingsChange): Promise<void> {
    await this.call("PATCH", `/conversations/${id}`, change);
  }

  async conversations(): Promise<Conversation[]> {
    return (await this.call<{ conversations: Conversation[] }>("GET", "/conversations?limit=200"))
      .conversations;
  }

  /** Signs out everywhere else, so that nothing is left of earlier runs. */
  async signsOutEverywhere(): Promise<void> {
    const { devices } = await this.call<{ devices: { id: number; current: boolean }[] }>(
      "GET",
      "/me/devices",
    );
    for (const { id, current } of devices) if (!current) await this.call("DELETE", `/me/devices/${id}`);
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return (await answered(await this.send(method, path, body))) as T;
  }

  private async send(method: string, path: string, body?: unknown): Promise<Response> {
    const answer = await send(method, path, body, this.token);
    if (answer.status !== 401) return answer;
    // It is a quarter of an hour old, or was ended by what a test is about
    this.token = (await atAScript(this.username)).accessToken;
    return send(method, path, body, this.token);
  }
}

function atAScript(username: Username): Promise<Session> {
  return signIn(username, `offstage-${username}`, "Script");
}

export interface Session {
  account: Account;
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
}

export async function signIn(username: Username, device: string, deviceName: string): Promise<Session> {
  const answer = await send("POST", "/auth/login", { username, password, device, deviceName });
  return (await answered(answer)) as Session;
}

/** The session goes on with new tokens, if it was not ended. */
export async function staysSignedIn({ account, refreshToken }: SignedIn): Promise<Session | undefined> {
  const answer = await send("POST", "/auth/refresh", { refreshToken });
  return answer.ok ? { ...((await answer.json()) as Session), account } : undefined;
}

function send(method: string, path: string, body?: unknown, token?: string): Promise<Response> {
  return fetch(`${address}/api/v1${path}`, {
    method,
    headers: {
      "Content-Type": "application/json",
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

async function answered(response: Response): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${text}`);
  return text === "" ? undefined : JSON.parse(text);
}

/** As long as the server asked for. */
async function patience(refusal: Response): Promise<void> {
  const { retryAfter } = (await refusal.json()) as { retryAfter: number };
  await new Promise((over) => setTimeout(over, retryAfter));
}

/** A name that nobody has used before, whatever the database has seen. */
export function fresh(name: string): string {
  return `${name} ${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
}
