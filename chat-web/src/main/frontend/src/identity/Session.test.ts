import { beforeEach, describe, expect, it } from "vitest";
import { Refused, Unreachable } from "@/wire/http";
import { MapStorage } from "../../test/MapStorage";
import { ownLocks } from "./locks";
import { Session, SessionEnded } from "./Session";

const alice = { id: 7, username: "alice", displayName: "Alice Arnold" };

/** A server that hands out tokens and takes each refresh token once. */
class TokenServer {
  calls: string[] = [];
  refresh = 0;
  failure: Error | undefined;

  http = async <T>(_method: string, path: string, options: { body?: unknown } = {}): Promise<T> => {
    this.calls.push(path);
    await Promise.resolve();
    if (this.failure) throw this.failure;
    if (path === "/auth/refresh") {
      const { refreshToken } = options.body as { refreshToken: string };
      if (refreshToken !== `refresh-${this.refresh}`) throw refused(401, "auth.revoked");
    }
    this.refresh += 1;
    return {
      accessToken: `access-${this.refresh}`,
      refreshToken: `refresh-${this.refresh}`,
      expiresIn: 900,
      account: alice,
    } as T;
  };
}

function refused(status: number, code: string): Refused {
  return new Refused({ type: `urn:parley:problem:${code}`, title: code, status, detail: code, code });
}

describe("Session", () => {
  let server: TokenServer;
  let storage: MapStorage;
  let now: number;
  const tab = (locks = ownLocks()) => new Session(storage, locks, server.http, () => now);

  beforeEach(() => {
    server = new TokenServer();
    storage = new MapStorage();
    now = 1_000_000;
  });

  it("is found again after a reload", async () => {
    await tab().signIn({ username: "alice", password: "parley-demo" }, "test");

    expect(tab().current?.account).toEqual(alice);
  });

  it("keeps its device id over sign-outs", async () => {
    const session = tab();
    const device = session.device;
    await session.signIn({ username: "alice", password: "parley-demo" }, "test");

    await session.signOut();

    expect(tab().device).toBe(device);
    expect(session.current).toBeUndefined();
  });

  it("uses a token as long as it holds", async () => {
    const session = tab();
    await session.signIn({ username: "alice", password: "parley-demo" }, "test");

    now += 800_000;

    expect(await session.accessToken()).toBe("access-1");
  });

  it("renews a token that ends soon, once for all who ask", async () => {
    const session = tab();
    await session.signIn({ username: "alice", password: "parley-demo" }, "test");

    now += 850_000;
    const tokens = await Promise.all([session.accessToken(), session.accessToken()]);

    expect(tokens).toEqual(["access-2", "access-2"]);
    expect(server.calls).toEqual(["/auth/login", "/auth/refresh"]);
  });

  it("never uses a refresh token twice, though two tabs renew at once", async () => {
    const locks = ownLocks();
    const one = tab(locks);
    await one.signIn({ username: "alice", password: "parley-demo" }, "test");
    const other = tab(locks);

    now += 850_000;
    const tokens = await Promise.all([one.renew(), other.renew()]);

    expect(tokens).toEqual(["access-2", "access-2"]);
    expect(server.calls).toEqual(["/auth/login", "/auth/refresh"]);
  });

  it("ends when the server no longer knows the device", async () => {
    const session = tab();
    await session.signIn({ username: "alice", password: "parley-demo" }, "test");
    server.failure = refused(401, "auth.revoked");

    await expect(session.renew()).rejects.toBeInstanceOf(SessionEnded);

    expect(session.current).toBeUndefined();
    expect(tab().endedByServer).toBe(true);
  });

  it("outlives a server that is away", async () => {
    const session = tab();
    await session.signIn({ username: "alice", password: "parley-demo" }, "test");
    server.failure = new Unreachable("no answer");

    await expect(session.renew()).rejects.toBeInstanceOf(Unreachable);

    expect(session.current?.refreshToken).toBe("refresh-1");
  });

  it("follows another tab that signs out", async () => {
    const one = tab();
    await one.signIn({ username: "alice", password: "parley-demo" }, "test");
    const other = tab();

    await one.signOut();
    other.reload();

    expect(other.current).toBeUndefined();
  });
});
