import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ownLocks, type Locks } from "@/identity/locks";
import { Refused, Unreachable } from "@/wire/http";
import { IndexedOutbox, openKept } from "./IndexedCopy";
import { Outbox, type Channel, type OutboxItem, type OutboxStorage, type OutboxWord } from "./Outbox";

/** Tabs that hear each other. */
function tabs(): () => Channel {
  const channels: Channel[] = [];
  return () => {
    const mine: Channel = {
      onWord: undefined,
      post(word: OutboxWord) {
        for (const other of channels) if (other !== mine) queueMicrotask(() => other.onWord?.(word));
      },
    };
    channels.push(mine);
    return mine;
  };
}

function refused(status: number, code: string, retryAfter?: number): Refused {
  const problem = { type: `urn:parley:problem:${code}`, title: code, status, detail: code, code };
  return new Refused(retryAfter === undefined ? problem : { ...problem, retryAfter });
}

/** Each test has somebody of its own: what the last one left to do finds its database as it was. */
let account = 0;

describe("Outbox", () => {
  let storage: OutboxStorage;
  let locks: Locks;
  let channel: () => Channel;
  let posted: string[];
  let post: ReturnType<typeof vi.fn<(item: OutboxItem) => Promise<number | undefined>>>;
  let made: Outbox[];

  beforeEach(async () => {
    account += 1;
    storage = new IndexedOutbox(await openKept(account));
    locks = ownLocks();
    channel = tabs();
    posted = [];
    made = [];
    post = vi.fn(async (item: OutboxItem) => {
      posted.push(item.id);
      await Promise.resolve();
      return posted.length;
    });
  });

  afterEach(() => {
    for (const outbox of made) outbox.connected(false);
  });

  function tab(): Outbox {
    const outbox = new Outbox({ storage, locks, account, channel: channel(), post, random: () => 0 });
    made.push(outbox);
    return outbox;
  }

  function written(id: string, conversation = 51) {
    return {
      id,
      conversation,
      body: `body of ${id}`,
      format: "markdown" as const,
      at: "2026-11-22T09:00:00Z",
    };
  }

  it("keeps what is written while there is no connection, and sends it when there is, in order", async () => {
    const outbox = tab();
    await outbox.add(written("a"));
    await outbox.add(written("b"));
    expect(outbox.items).toMatchObject([
      { id: "a", state: "waiting" },
      { id: "b", state: "waiting" },
    ]);

    outbox.connected(true);

    await vi.waitFor(() => expect(posted).toEqual(["a", "b"]));
    await vi.waitFor(async () => expect(await storage.all()).toEqual([]));
  });

  it("finds after a reload what was not acknowledged, and sends it under the same id", async () => {
    await tab().add(written("a"));

    const reloaded = tab();
    await reloaded.load();
    reloaded.connected(true);

    await vi.waitFor(() => expect(posted).toEqual(["a"]));
  });

  it("removes nothing before the server has acknowledged it", async () => {
    post.mockRejectedValueOnce(new Unreachable("lost"));
    const outbox = tab();
    outbox.connected(true);
    await outbox.add(written("a"));
    await vi.waitFor(() => expect(post).toHaveBeenCalledTimes(1));
    outbox.connected(false);

    expect(await storage.all()).toMatchObject([{ id: "a", state: "waiting" }]);
    outbox.connected(true);

    await vi.waitFor(() => expect(posted).toEqual(["a"]));
  });

  it("shows what was acknowledged till the message has come in", async () => {
    const outbox = tab();
    outbox.connected(true);
    await outbox.add(written("a"));
    await vi.waitFor(() => expect(outbox.items).toMatchObject([{ id: "a", state: "sent", seq: 1 }]));

    outbox.arrived(["a"]);

    await vi.waitFor(() => expect(outbox.items).toEqual([]));
  });

  it("marks as failed what the server refuses, goes on with the next, and tries again when asked to", async () => {
    post.mockRejectedValueOnce(refused(403, "conversation.not-member"));
    const outbox = tab();
    outbox.connected(true);
    await outbox.add(written("a"));
    await outbox.add(written("b"));
    await vi.waitFor(() => expect(posted).toEqual(["b"]));

    expect(outbox.items).toContainEqual(
      expect.objectContaining({
        id: "a",
        state: "failed",
        problem: expect.objectContaining({ code: "conversation.not-member" }) as unknown,
      }),
    );
    await outbox.retry("a");

    await vi.waitFor(() => expect(posted).toEqual(["b", "a"]));
  });

  it("is sent anyway when its writer wants it although a rule has warned", async () => {
    post.mockRejectedValueOnce(refused(403, "message.warned"));
    const outbox = tab();
    outbox.connected(true);
    await outbox.add(written("a"));
    await vi.waitFor(() => expect(outbox.items).toMatchObject([{ state: "failed" }]));
    expect(post.mock.lastCall?.[0].anyway).toBeUndefined();

    await outbox.retry("a");

    await vi.waitFor(() => expect(posted).toEqual(["a"]));
    expect(post.mock.lastCall?.[0].anyway).toBe(true);
  });

  it("waits as long as the server asks for and tries again by itself", async () => {
    post.mockRejectedValueOnce(refused(429, "rate.messages", 20));
    const outbox = tab();
    outbox.connected(true);
    await outbox.add(written("a"));
    await outbox.add(written("b"));

    await vi.waitFor(() => expect(posted).toEqual(["a", "b"]));
  });

  describe("what is held back for a moderator", () => {
    const held = {
      conversation: 51,
      id: "a",
      at: "2026-11-22T09:00:00Z",
      state: "held",
      words: "Somebody looks at it first.",
      body: "body of a",
    } as const;

    async function heldHere(): Promise<Outbox> {
      post.mockResolvedValueOnce(undefined);
      const outbox = tab();
      outbox.connected(true);
      await outbox.add(written("a"));
      await vi.waitFor(() => expect(outbox.items).toMatchObject([{ id: "a", state: "held" }]));
      return outbox;
    }

    it("stays to be seen, is not sent again, and holds up nothing", async () => {
      const outbox = await heldHere();

      await outbox.add(written("b"));

      await vi.waitFor(() => expect(posted).toEqual(["b"]));
      expect(outbox.items).toContainEqual(expect.objectContaining({ id: "a", state: "held" }));
      expect(post).toHaveBeenCalledTimes(2);
    });

    it("goes when its message comes in", async () => {
      const outbox = await heldHere();

      outbox.arrived(["a"]);

      await vi.waitFor(() => expect(outbox.items).toEqual([]));
      expect(await storage.all()).toEqual([]);
    });

    it("goes when it was released, though its message is not shown", async () => {
      const outbox = await heldHere();

      await outbox.heldBack([{ ...held, state: "released" }]);

      expect(outbox.items).toEqual([]);
    });

    it("fails with the reason when it was dropped", async () => {
      const outbox = await heldHere();

      await outbox.heldBack([{ ...held, state: "dropped", reason: "Not here" }]);

      expect(outbox.items).toMatchObject([
        { id: "a", state: "failed", problem: { code: "message.refused", detail: "Not here" } },
      ]);
    });

    it("of another device is shown here too, once however many tabs hear of it", async () => {
      const one = tab();
      const other = tab();

      await Promise.all([one.heldBack([held]), other.heldBack([held]), one.heldBack([held])]);

      expect(await storage.all()).toHaveLength(1);
      expect(one.items).toMatchObject([{ id: "a", state: "held", body: "body of a" }]);
    });
  });

  it("discards what a person no longer wants to send", async () => {
    const outbox = tab();
    await outbox.add(written("a"));

    await outbox.discard("a");

    expect(outbox.items).toEqual([]);
    expect(await storage.all()).toEqual([]);
  });

  it("does not hold one conversation up for another", async () => {
    post.mockImplementation((item) => {
      if (item.conversation === 51) return Promise.reject(refused(503, "database.away", 60_000));
      posted.push(item.id);
      return Promise.resolve(1);
    });
    const outbox = tab();
    outbox.connected(true);
    await outbox.add(written("a", 51));
    await outbox.add(written("b", 52));

    await vi.waitFor(() => expect(posted).toEqual(["b"]));
  });

  it("never sends from two tabs at once what was written in one", async () => {
    const one = tab();
    const other = tab();
    one.connected(true);
    other.connected(true);

    await Promise.all([one.add(written("a")), other.add(written("b")), one.add(written("c"))]);

    await vi.waitFor(() => expect(posted).toHaveLength(3));
    await vi.waitFor(async () => expect(await storage.all()).toEqual([]));
    expect(new Set(posted).size).toBe(3);
  });

  it("sends in one tab what was written in another that has no connection", async () => {
    const away = tab();
    const there = tab();
    there.connected(true);

    await away.add(written("a"));

    await vi.waitFor(() => expect(posted).toEqual(["a"]));
    await vi.waitFor(() => expect(away.items).toMatchObject([{ id: "a", state: "sent" }]));
  });
});
