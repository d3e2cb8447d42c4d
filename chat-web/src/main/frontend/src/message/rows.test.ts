import { describe, expect, it } from "vitest";
import type { PendingMessage } from "@/delivery/Outbox";
import { ALICE, BOB, message } from "../../test/wire";
import { rowsOf } from "./rows";

const utcDay = (at: string) => at.slice(0, 10);
const at = (time: string, day = 22) => `2026-11-${day}T${time}:00.000000Z`;

function rows(messages: ReturnType<typeof message>[], firstUnread?: number, pending: PendingMessage[] = []) {
  return rowsOf(messages, pending, ALICE, firstUnread, utcDay);
}

describe("rows", () => {
  it("join what one person says within five minutes", () => {
    const three = [
      message(1, { at: at("09:00") }),
      message(2, { at: at("09:05") }),
      message(3, { at: at("09:11") }),
    ];

    expect(rows(three).map(({ first }) => first)).toEqual([true, false, true]);
  });

  it("begin anew with another person", () => {
    const two = [message(1, { at: at("09:00") }), message(2, { at: at("09:01"), sender: ALICE })];

    expect(rows(two).map(({ first }) => first)).toEqual([true, true]);
  });

  it("begin anew after what happened to the conversation", () => {
    const two = [message(1, { at: at("09:00"), format: "system" }), message(2, { at: at("09:00") })];

    expect(rows(two).map(({ first }) => first)).toEqual([true, true]);
  });

  it("mark the first of a day", () => {
    const three = [
      message(1, { at: at("09:00", 21) }),
      message(2, { at: at("23:59", 21) }),
      message(3, { at: at("00:01", 22) }),
    ];

    expect(rows(three).map(({ newDay }) => newDay)).toEqual([true, false, true]);
  });

  it("mark the first that was not read, and begin a group there", () => {
    const three = [message(1), message(2), message(3)];

    expect(rows(three, 2).map(({ firstUnread }) => firstUnread)).toEqual([false, true, false]);
    expect(rows(three, 2)[1]?.first).toBe(true);
  });

  it("mark the next one when the first that was not read is not to be seen", () => {
    expect(rows([message(1), message(5)], 3).map(({ firstUnread }) => firstUnread)).toEqual([false, true]);
  });

  it("put what waits to be sent at the end, as one's own", () => {
    const waiting: PendingMessage = {
      id: "a",
      conversation: 51,
      body: "hello",
      format: "markdown",
      at: at("09:01"),
      state: "waiting",
    };

    expect(rows([message(1, { at: at("09:00"), sender: BOB })], undefined, [waiting]).at(-1)).toMatchObject({
      key: "a",
      sender: ALICE,
      first: true,
    });
  });
});
