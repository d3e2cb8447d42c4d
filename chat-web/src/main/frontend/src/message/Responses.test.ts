import { beforeEach, describe, expect, it, vi } from "vitest";
import { Refused } from "@/wire/http";
import { ALICE, message } from "../../test/wire";
import { Responses } from "./Responses";

beforeEach(() => localStorage.clear());

function responses(vote: () => Promise<unknown> = () => Promise.resolve()) {
  const failed = vi.fn();
  const acknowledge = vi.fn(() => Promise.resolve());
  return {
    failed,
    acknowledge,
    made: new Responses({ storage: localStorage, account: ALICE, acknowledge, vote, failed }),
  };
}

const over = new Refused({ type: "", title: "", status: 409, detail: "", code: "poll.over" });

describe("an answer", () => {
  it("is shown at once, and after a reload when the server has taken it", async () => {
    const { made } = responses();

    made.vote(message(1), [2, 0]);
    expect(made.of(message(1)).choices).toEqual([0, 2]);
    await vi.waitFor(() => expect(responses().made.of(message(1)).choices).toEqual([0, 2]));

    expect(made.of(message(2)).choices).toEqual([]);
  });

  it("is taken away again if the server does not take it, or nobody answers", async () => {
    const { made, failed } = responses(() => Promise.reject(over));
    made.receive([
      { type: "self", rev: 1, read: {}, responses: [{ conversation: 51, seq: 1, choices: [1] }] },
    ]);

    made.vote(message(1), [0]);
    expect(made.of(message(1)).choices).toEqual([0]);
    await vi.waitFor(() => expect(made.of(message(1)).choices).toEqual([1]));

    expect(failed).toHaveBeenCalledWith(over.problem);
  });

  it("to one question leaves the one to the other", async () => {
    const { made, acknowledge } = responses();

    made.vote(message(1), [1]);
    made.acknowledge(message(1));

    await vi.waitFor(() => expect(acknowledge).toHaveBeenCalled());
    expect(made.of(message(1)).choices).toEqual([1]);
    expect(made.of(message(1)).acknowledged).toBeDefined();
  });

  it("given on another device is told", () => {
    const { made } = responses();

    made.receive([
      {
        type: "self",
        rev: 1,
        read: {},
        responses: [{ conversation: 51, seq: 1, acknowledged: "now", choices: [] }],
      },
    ]);

    expect(made.of(message(1)).acknowledged).toBe("now");
  });
});
