import { beforeEach, describe, expect, it, vi } from "vitest";
import { MapStorage } from "../../test/MapStorage";
import type { OwnDecision, ServerFrame } from "@/wire/wire";
import { Moderation } from "./Moderation";

const self = (more: Partial<Extract<ServerFrame, { type: "self" }>>): ServerFrame => ({
  type: "self",
  rev: 1,
  read: {},
  ...more,
});
const warned: OwnDecision = { id: 7, decision: "warn", at: "2026-11-26T10:00:00.000000Z" };

describe("Moderation", () => {
  let storage: MapStorage;
  const count = vi.fn<() => Promise<number>>();
  const changed = vi.fn();
  const opened = () => new Moderation({ storage, account: 1, count, changed });

  beforeEach(() => {
    storage = new MapStorage();
    count.mockReset().mockResolvedValue(3);
    changed.mockReset();
  });

  it("asks how many wait when it is told that there are others, and from then on whenever it is connected", async () => {
    const moderation = opened();
    moderation.connected();
    expect(count).not.toHaveBeenCalled();

    moderation.receive([self({ queue: true })]);

    await vi.waitFor(() => expect(moderation.waiting).toBe(3));
    expect(changed).toHaveBeenCalledOnce();
    const again = opened();
    expect(again.isAsking).toBe(true);
    again.connected();
    await vi.waitFor(() => expect(again.waiting).toBe(3));
    expect(again.isAsking).toBe(false);
  });

  it("keeps what it knew where nobody answers", async () => {
    const moderation = opened();
    moderation.receive([self({ queue: true })]);
    await vi.waitFor(() => expect(moderation.waiting).toBe(3));
    count.mockRejectedValue(new Error("away"));

    moderation.connected();

    await vi.waitFor(() => expect(count).toHaveBeenCalledTimes(2));
    expect(moderation.waiting).toBe(3);
  });

  it("has news as long as nobody has looked, and again when an appeal was answered", () => {
    const moderation = opened();
    moderation.receive([self({ decisions: [warned] })]);
    expect(moderation.hasNews).toBe(true);
    expect(opened().hasNews).toBe(true);

    const inAnotherTab = opened();
    moderation.looked();
    expect(moderation.hasNews).toBe(false);
    inAnotherTab.stored("parley.moderation.1");
    expect(inAnotherTab.hasNews).toBe(false);
    moderation.receive([self({ decisions: [{ ...warned, appeal: "But" }] })]);
    expect(moderation.hasNews).toBe(false);

    moderation.receive([self({ decisions: [{ ...warned, appeal: "But", reversed: false }] })]);
    expect(moderation.hasNews).toBe(true);
    expect(changed).toHaveBeenCalledTimes(3);
  });
});
