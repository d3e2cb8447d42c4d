import { beforeEach, describe, expect, it, vi } from "vitest";
import { Refused } from "@/wire/http";
import type { SavedMark, ServerFrame } from "@/wire/wire";
import { ALICE, message } from "../../test/wire";
import { Saved } from "./Saved";

beforeEach(() => localStorage.clear());

function saved(say: () => Promise<unknown> = () => Promise.resolve()) {
  const refused = vi.fn();
  return { refused, made: new Saved({ storage: localStorage, account: ALICE, say, refused }) };
}

function told(...marks: SavedMark[]): ServerFrame[] {
  return [{ type: "self", rev: 1, read: {}, saved: marks }];
}

const AT = "2026-11-22T10:00:00.000000Z";

describe("a mark", () => {
  it("is there at once, and after a reload", () => {
    const { made } = saved(() => new Promise(() => undefined));

    made.set(message(1), true);

    expect(made.has(message(1))).toBe(true);
    expect(made.has(message(2))).toBe(false);
    expect(saved().made.has(message(1))).toBe(true);
  });

  it("made elsewhere is told, and so is that it is gone", () => {
    const { made } = saved();

    made.receive(told({ conversation: 51, seq: 1, at: AT }, { conversation: 51, seq: 2, at: AT }));
    made.receive(told({ conversation: 51, seq: 1 }));

    expect(made.has(message(1))).toBe(false);
    expect(made.has(message(2))).toBe(true);
  });

  it("that the server has not heard of stands against what it tells, and is said again", async () => {
    const say = vi.fn<() => Promise<unknown>>().mockRejectedValueOnce(new Error("gone")).mockResolvedValue(1);
    const { made } = saved(say);
    made.set(message(1), true);
    await vi.waitFor(() => expect(say).toHaveBeenCalledOnce());
    await Promise.resolve();

    made.receive(told({ conversation: 51, seq: 1 }));
    expect(made.has(message(1))).toBe(true);
    made.connected();

    await vi.waitFor(() => expect(say).toHaveBeenCalledTimes(2));
    await vi.waitFor(() => {
      made.receive(told({ conversation: 51, seq: 1 }));
      expect(made.has(message(1))).toBe(false);
    });
  });

  it("that is changed before the server has answered ends as it was said last", async () => {
    const answers: ((value: unknown) => void)[] = [];
    const said: boolean[] = [];
    const made = new Saved({
      storage: localStorage,
      account: ALICE,
      say: (_, __, on) => {
        said.push(on);
        return new Promise((answer) => answers.push(answer));
      },
      refused: vi.fn(),
    });
    made.set(message(1), true);
    made.set(message(1), false);
    answers[0]!(undefined);

    await vi.waitFor(() => expect(said).toEqual([true, false]));
    answers[1]!(undefined);
    await Promise.resolve();
    expect(made.has(message(1))).toBe(false);
  });

  it("that is refused is gone again, with a word why", async () => {
    const problem = { type: "", title: "", detail: "", status: 409, code: "saved.too-many" };
    const { made, refused } = saved(() => Promise.reject(new Refused(problem)));

    made.set(message(1), true);

    await vi.waitFor(() => expect(refused).toHaveBeenCalledWith(problem));
    expect(made.has(message(1))).toBe(false);
  });
});
