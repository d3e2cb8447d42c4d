import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SessionEnded } from "@/identity/Session";
import { Refused, Unreachable } from "@/wire/http";
import type { ClientFrame, ServerFrame } from "@/wire/wire";
import { changes, posted, welcome } from "../../test/wire";
import { Connection } from "./Connection";
import type { Transport, Way } from "./Transport";

/** The server's end of one connection. */
class FakeSocket implements Transport {
  onopen: Transport["onopen"] = null;
  onmessage: Transport["onmessage"] = null;
  onclose: Transport["onclose"] = null;
  heard: ClientFrame[] = [];
  closed = false;

  send(text: string): void {
    this.heard.push(...text.split("\n").map((line) => JSON.parse(line) as ClientFrame));
  }
  close(): void {
    this.closed = true;
  }
  say(...frames: ServerFrame[]): void {
    this.onmessage?.(
      new MessageEvent("message", { data: frames.map((frame) => JSON.stringify(frame)).join("\n") }),
    );
  }
  end(code: number): void {
    this.onclose?.(new CloseEvent("close", { code }));
  }
  /** Lets the client in. */
  greet(): void {
    this.onopen?.(new Event("open"));
    this.say(welcome());
    this.say(changes());
  }
}

describe("Connection", () => {
  let sockets: FakeSocket[];
  let ways: Way[];
  let reachable: boolean;
  let received: ServerFrame[];
  let token: ReturnType<typeof vi.fn<(fresh: boolean) => Promise<string>>>;
  let connection: Connection;
  const last = () => sockets.at(-1)!;

  beforeEach(() => {
    vi.useFakeTimers();
    sockets = [];
    ways = [];
    reachable = false;
    received = [];
    token = vi.fn((fresh: boolean) => Promise.resolve(fresh ? "fresh" : "token"));
    connection = new Connection({
      open: (way) => {
        ways.push(way);
        sockets.push(new FakeSocket());
        return last();
      },
      reachable: () => Promise.resolve(reachable),
      token,
      tokenEndsAt: () => Date.now() + 900_000,
      hello: (given) => ({ type: "hello", token: given, device: "d1" }),
      receive: (frames) => received.push(...frames),
      isEnd: (failure) => failure instanceof SessionEnded,
      random: () => 0.5,
    });
  });

  afterEach(() => {
    connection.stop();
    vi.useRealTimers();
  });

  async function live(): Promise<FakeSocket> {
    connection.start();
    await vi.advanceTimersByTimeAsync(0);
    last().greet();
    return last();
  }

  it("says hello first and is live when it has caught up", async () => {
    connection.start();
    await vi.advanceTimersByTimeAsync(0);
    last().onopen?.(new Event("open"));
    last().say(welcome());

    expect(connection.state.phase).toBe("catching-up");
    last().say(changes([], { more: true }), changes());

    expect(last().heard).toEqual([{ type: "hello", token: "token", device: "d1" }]);
    expect(connection.state.phase).toBe("live");
    expect(received.map(({ type }) => type)).toEqual(["welcome", "changes", "changes"]);
  });

  it("takes many frames in one message", async () => {
    const socket = await live();
    received = [];

    socket.say(posted(1), posted(2));

    expect(received).toEqual([posted(1), posted(2)]);
  });

  it("answers a ping", async () => {
    const socket = await live();

    socket.say({ type: "ping" });

    expect(socket.heard.at(-1)).toEqual({ type: "pong" });
  });

  it("brings each answer to the one who asked", async () => {
    const socket = await live();
    const one = connection.ask({ type: "history", conversation: 51 });
    const other = connection.ask({ type: "delete", conversation: 51, seq: 3 });

    socket.say({ type: "ok", ref: 2, rev: 9 }, { type: "ok", ref: 1, messages: [], more: false });

    expect(await other).toMatchObject({ rev: 9 });
    expect(await one).toMatchObject({ more: false });
  });

  it("hands on a refusal with its problem", async () => {
    const socket = await live();
    const asked = connection.ask({ type: "edit", conversation: 51, seq: 1, body: "" });
    const problem = { type: "urn:x", title: "", status: 400, detail: "nothing in it", code: "message.empty" };

    socket.say({ type: "error", ref: 1, problem });

    await expect(asked).rejects.toEqual(new Refused(problem));
  });

  it("tells who waits for an answer that the connection is lost", async () => {
    const socket = await live();
    const asked = connection.ask({ type: "history", conversation: 51 });

    socket.end(1006);

    await expect(asked).rejects.toBeInstanceOf(Unreachable);
  });

  it("asks nothing while it is not there", async () => {
    await expect(connection.ask({ type: "history", conversation: 51 })).rejects.toBeInstanceOf(Unreachable);
  });

  it("comes back at once after it had worked, then with growing pauses", async () => {
    const socket = await live();

    socket.end(1006);
    const pauses: number[] = [];
    for (let tries = 0; tries < 7; tries++) {
      pauses.push(connection.state.nextTryAt! - Date.now());
      await vi.advanceTimersByTimeAsync(pauses.at(-1)!);
      last().end(1006);
    }

    expect(pauses).toEqual([200, 750, 1500, 3000, 6000, 12_000, 22_500]);
  });

  it("begins with short pauses again once it has worked", async () => {
    (await live()).end(1006);
    await vi.advanceTimersByTimeAsync(200);
    last().end(1006);
    await vi.advanceTimersByTimeAsync(750);
    last().greet();

    last().end(1006);

    expect(connection.state.nextTryAt! - Date.now()).toBe(200);
  });

  it("does not wait any longer when the network is back", async () => {
    (await live()).end(1006);
    await vi.advanceTimersByTimeAsync(200);
    last().end(1006);

    connection.nudge();
    await vi.advanceTimersByTimeAsync(0);

    expect(sockets).toHaveLength(3);
  });

  it("gives up on a server that is silent for two heartbeats", async () => {
    const socket = await live();

    await vi.advanceTimersByTimeAsync(71_000);

    expect(socket.closed).toBe(true);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it("gives up on a question that is never answered", async () => {
    const socket = await live();
    const asked = connection.ask({ type: "history", conversation: 51 });
    const failed = expect(asked).rejects.toBeInstanceOf(Unreachable);

    await vi.advanceTimersByTimeAsync(30_000);

    await failed;
    expect(socket.closed).toBe(true);
  });

  it("renews the token before it ends", async () => {
    const socket = await live();

    for (let minutes = 0; minutes < 13.5; minutes += 0.5) {
      socket.say({ type: "ping" });
      await vi.advanceTimersByTimeAsync(30_000);
    }

    expect(socket.heard).toContainEqual({ type: "renew", ref: 1, token: "token" });
    expect(sockets).toHaveLength(1);
  });

  it("takes a fresh token when the one it had is refused", async () => {
    const socket = await live();

    socket.end(4401);
    await vi.advanceTimersByTimeAsync(0);

    expect(token).toHaveBeenLastCalledWith(true);
  });

  it("ends when nobody is signed in any more", async () => {
    const socket = await live();
    token.mockRejectedValue(new SessionEnded());

    socket.end(4401);
    await vi.advanceTimersByTimeAsync(60_000);

    expect(connection.state).toMatchObject({ phase: "stopped", stopped: "session" });
    expect(sockets).toHaveLength(1);
  });

  it("tries again when a token cannot be had for now", async () => {
    token.mockRejectedValueOnce(new Unreachable("away"));
    connection.start();
    await vi.advanceTimersByTimeAsync(1000);

    expect(sockets).toHaveLength(1);
  });

  it.each([
    [4403, "forbidden"],
    [4409, "replaced"],
    [4451, "terms"],
  ])("does not come back by itself after %i", async (code, why) => {
    const socket = await live();

    socket.end(code);
    await vi.advanceTimersByTimeAsync(60_000);

    expect(connection.state).toMatchObject({ phase: "stopped", stopped: why });
    expect(sockets).toHaveLength(1);
  });

  it("leaves a node that drains within the time given", async () => {
    const socket = await live();

    socket.say({ type: "drain", within: 4000 });
    await vi.advanceTimersByTimeAsync(2000);

    expect(socket.closed).toBe(true);
    await vi.advanceTimersByTimeAsync(400);
    expect(sockets).toHaveLength(2);
  });

  describe("where sockets are refused", () => {
    /** Refuses what is opened, and waits until the next is. */
    async function refuse(): Promise<void> {
      last().end(1006);
      await vi.advanceTimersByTimeAsync(connection.state.nextTryAt! - Date.now());
    }

    async function onEvents(): Promise<FakeSocket> {
      reachable = true;
      connection.start();
      await vi.advanceTimersByTimeAsync(0);
      await refuse();
      await refuse();
      last().greet();
      return last();
    }

    it("takes server-sent events after the second time", async () => {
      await onEvents();

      expect(ways).toEqual(["socket", "socket", "events"]);
      expect(connection.state.phase).toBe("live");
      expect(connection.way).toBe("events");
    });

    it("takes them at once when a socket does not open in time", async () => {
      reachable = true;
      connection.start();
      await vi.advanceTimersByTimeAsync(10_000 + 750);

      expect(ways).toEqual(["socket", "events"]);
    });

    it("polls when events do not come through in time", async () => {
      reachable = true;
      connection.start();
      await vi.advanceTimersByTimeAsync(0);
      await refuse();
      await refuse();

      await vi.advanceTimersByTimeAsync(4_000);
      await vi.advanceTimersByTimeAsync(connection.state.nextTryAt! - Date.now());

      expect(ways).toEqual(["socket", "socket", "events", "polling"]);
    });

    it("stays with sockets while the server is not there at all", async () => {
      connection.start();
      await vi.advanceTimersByTimeAsync(0);
      for (let tries = 0; tries < 5; tries++) await refuse();

      expect(new Set(ways)).toEqual(new Set(["socket"]));
    });

    it("comes back by the way that worked", async () => {
      const events = await onEvents();

      events.end(1006);
      await vi.advanceTimersByTimeAsync(200);

      expect(ways.at(-1)).toBe("events");
    });

    it("moves over to a socket as soon as one opens", async () => {
      const events = await onEvents();
      await vi.advanceTimersByTimeAsync(45_000);
      expect(ways.at(-1)).toBe("socket");
      expect(events.closed).toBe(false);

      last().onopen?.(new Event("open"));

      expect(events.closed).toBe(true);
      expect(last().heard.map(({ type }) => type)).toEqual(["hello"]);
      last().say(welcome(), changes());
      expect(connection.state.phase).toBe("live");
      expect(connection.way).toBe("socket");
    });

    it("moves over only when nobody waits for an answer", async () => {
      const events = await onEvents();
      const asked = connection.ask({ type: "history", conversation: 51 });
      connection.networkChanged();
      await vi.advanceTimersByTimeAsync(0);
      last().onopen?.(new Event("open"));
      expect(events.closed).toBe(false);

      events.say({ type: "ok", ref: 1, messages: [], more: false });

      await asked;
      expect(events.closed).toBe(true);
    });

    it("tries again later, and later still, when the socket is refused as before", async () => {
      const events = await onEvents();
      const keepAlive = async (ms: number) => {
        for (let passed = 0; passed < ms; passed += 15_000) {
          events.say({ type: "ping" });
          await vi.advanceTimersByTimeAsync(15_000);
        }
      };
      await keepAlive(45_000);
      last().end(1006);
      await keepAlive(75_000);
      expect(sockets).toHaveLength(4);

      await keepAlive(15_000);

      expect(sockets).toHaveLength(5);
      expect(events.closed).toBe(false);
    });
  });

  it("ignores what an old socket says", async () => {
    const old = await live();
    connection.doubt();
    received = [];

    old.say(posted(1));

    expect(received).toEqual([]);
  });
});
