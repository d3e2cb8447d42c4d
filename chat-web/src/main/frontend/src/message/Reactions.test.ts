import { describe, expect, it, vi } from "vitest";
import { Refused } from "@/wire/http";
import type { Problem, Rev } from "@/wire/wire";
import { ALICE, BOB, message } from "../../test/wire";
import { Reactions } from "./Reactions";

const THUMB = "👍";

function problem(status: number, code: string): Problem {
  return { type: "", title: "", detail: "", status, code };
}

function reactions(say: () => Promise<Rev>) {
  const refused = vi.fn();
  return { refused, made: new Reactions({ me: ALICE, say, refused }) };
}

describe("reacting", () => {
  it("is shown before the server has answered", () => {
    const { made } = reactions(() => new Promise(() => undefined));

    made.set(message(1), THUMB, true);

    expect(made.of(message(1))).toEqual([{ emoji: THUMB, accounts: [ALICE], count: 1 }]);
    expect(made.of(message(2))).toEqual([]);
  });

  it("joins those who said it already, and leaves them", () => {
    const { made } = reactions(() => new Promise(() => undefined));
    const reacted = message(1, { rev: 1, reactions: [{ emoji: "❤️", accounts: [BOB], count: 1 }] });

    made.set(reacted, "❤", true);
    expect(made.of(reacted)).toEqual([{ emoji: "❤️", accounts: [BOB, ALICE], count: 2 }]);

    made.set(reacted, "❤", false);
    expect(made.of(reacted)).toEqual(reacted.reactions);
  });

  it("takes the sign away with the last who said it", () => {
    const { made } = reactions(() => new Promise(() => undefined));
    const reacted = message(1, { rev: 1, reactions: [{ emoji: THUMB, accounts: [ALICE], count: 1 }] });

    made.set(reacted, THUMB, false);

    expect(made.of(reacted)).toEqual([]);
  });

  it("counts nothing twice, and gives way to what the server says later", async () => {
    const { made } = reactions(() => Promise.resolve(1));
    made.set(message(1), THUMB, true);
    await vi.waitFor(() => expect(made.version).toBe(2));
    const told = message(1, { rev: 1, reactions: [{ emoji: THUMB, accounts: [ALICE], count: 1 }] });

    expect(made.of(message(1))).toHaveLength(1);
    expect(made.of(told)).toEqual(told.reactions);
    expect(made.of(message(1, { rev: 2 }))).toEqual([]);
  });

  it("is said again when the connection is back", async () => {
    const say = vi.fn<() => Promise<Rev>>().mockRejectedValueOnce(new Error("gone")).mockResolvedValue(1);
    const { made, refused } = reactions(say);
    made.set(message(1), THUMB, true);
    await vi.waitFor(() => expect(say).toHaveBeenCalledTimes(1));
    await Promise.resolve();

    made.connected();
    await vi.waitFor(() => expect(say).toHaveBeenCalledTimes(2));

    expect(made.of(message(1))).toHaveLength(1);
    expect(refused).not.toHaveBeenCalled();
  });

  it("goes away when the server refuses it, with a word why", async () => {
    const { made, refused } = reactions(() => Promise.reject(new Refused(problem(409, "reaction.too-many"))));

    made.set(message(1), THUMB, true);

    await vi.waitFor(() => expect(refused).toHaveBeenCalledOnce());
    expect(made.of(message(1))).toEqual([]);
  });
});
