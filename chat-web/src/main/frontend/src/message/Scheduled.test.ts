import { beforeEach, describe, expect, it, vi } from "vitest";
import type { ScheduledMessage, ServerFrame } from "@/wire/wire";
import { ALICE } from "../../test/wire";
import { Scheduled } from "./Scheduled";

beforeEach(() => localStorage.clear());

function message(id: string, more: Partial<ScheduledMessage> = {}): ScheduledMessage {
  return { id, conversation: 51, body: id, at: "2026-11-23T07:00:00.000000Z", state: "waiting", ...more };
}

function told(...scheduled: ScheduledMessage[]): ServerFrame[] {
  return [{ type: "self", rev: 1, read: {}, scheduled }];
}

describe("what is to be posted later", () => {
  it("is listed by its time, also after a reload", () => {
    new Scheduled(localStorage, ALICE, vi.fn()).receive(
      told(message("later", { at: "2026-11-24T07:00:00.000000Z" }), message("sooner")),
    );

    const all = new Scheduled(localStorage, ALICE, vi.fn()).all;

    expect(all.map(({ id }) => id)).toEqual(["sooner", "later"]);
  });

  it("goes when it was sent or deleted", () => {
    const scheduled = new Scheduled(localStorage, ALICE, vi.fn());
    scheduled.receive(told(message("one"), message("other")));

    scheduled.receive(told(message("one", { state: "sent" }), message("other", { state: "deleted" })));

    expect(scheduled.all).toEqual([]);
  });

  it("stays when it was refused, which is said once", () => {
    const refused = vi.fn();
    const scheduled = new Scheduled(localStorage, ALICE, refused);
    const no = message("one", { state: "refused", problem: "conversation.archived" });

    scheduled.receive(told(message("one")));
    scheduled.receive(told(no));
    scheduled.receive(told(no));

    expect(scheduled.all).toEqual([no]);
    expect(refused).toHaveBeenCalledTimes(1);
  });
});
