import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ClientFrame, Seen } from "@/wire/wire";
import { ALICE, BOB, CAROL } from "../../test/wire";
import { Presence } from "./Presence";

let said: ClientFrame[];
let online: boolean;
let presence: Presence;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  online = true;
  presence = new Presence(ALICE, (frame) => {
    if (online) said.push(frame);
    return online;
  });
});

afterEach(() => vi.useRealTimers());

const seen = (...accounts: Seen[]) => presence.receive([{ type: "presence", accounts }]);

describe("watching", () => {
  it("asks for all who are shown together, and for oneself", () => {
    presence.connected(true);
    presence.show(CAROL);
    presence.show(BOB);
    presence.show(BOB);

    vi.runAllTimers();

    expect(said).toEqual([
      { type: "watch", accounts: [ALICE] },
      { type: "watch", accounts: [ALICE, BOB, CAROL] },
    ]);
  });

  it("goes on while one place still shows somebody, and says nothing again", () => {
    presence.show(BOB);
    const hide = presence.show(BOB);
    vi.runAllTimers();
    said = [];

    hide();
    vi.runAllTimers();

    expect(said).toEqual([]);
  });

  it("forgets whom nobody looks at any more", () => {
    const hide = presence.show(BOB);
    vi.runAllTimers();
    seen({ account: BOB, status: "online" });

    hide();
    vi.runAllTimers();

    expect(said.at(-1)).toEqual({ type: "watch", accounts: [ALICE] });
    expect(presence.of(BOB)).toBeUndefined();
  });

  it("never asks for more than the server allows", () => {
    for (let account = 2; account < 700; account++) presence.show(account);

    vi.runAllTimers();

    const watch = said.at(-1) as Extract<ClientFrame, { type: "watch" }>;
    expect(watch.accounts).toHaveLength(500);
    expect(watch.accounts).toContain(ALICE);
    expect(watch.accounts).toContain(699);
  });
});

describe("without a connection", () => {
  it("knows nothing, and asks again when it is back", () => {
    presence.show(BOB);
    presence.connected(true);
    vi.runAllTimers();
    seen({ account: BOB, status: "busy", text: "In a meeting" });
    const heard = vi.fn();
    presence.subscribe(heard);

    online = false;
    presence.connected(false);
    expect(presence.of(BOB)).toBeUndefined();
    expect(heard).toHaveBeenCalledOnce();
    online = true;
    said = [];
    presence.connected(true);

    expect(said).toEqual([{ type: "watch", accounts: [ALICE, BOB] }]);
  });

  it("says again that nothing is done here", () => {
    presence.turn(true);
    said = [];

    presence.connected(true);

    expect(said).toContainEqual({ type: "idle", on: true });
  });
});

describe("oneself", () => {
  it("says what was chosen, and leaves out what was not", () => {
    presence.say("busy", "In a meeting", "2026-11-22T17:00:00Z");
    presence.say("online");

    expect(said).toEqual([
      { type: "status", status: "busy", text: "In a meeting", until: "2026-11-22T17:00:00Z" },
      { type: "status", status: "online" },
    ]);
  });

  it("says only once that nothing is done, and once that something is", () => {
    presence.turn(true);
    presence.turn(true);
    presence.turn(false);

    expect(said).toEqual([
      { type: "idle", on: true },
      { type: "idle", on: false },
    ]);
  });
});
