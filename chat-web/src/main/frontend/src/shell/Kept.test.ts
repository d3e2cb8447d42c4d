import { beforeEach, describe, expect, it, vi } from "vitest";
import { Kept, type Workers } from "./Kept";

/** A service worker, or where one is registered: something that tells of changes. */
class Telling extends EventTarget {
  state = "installing";
  controller: unknown = null;
  waiting: Telling | null = null;
  installing: Telling | null = null;
  active: Telling | null = null;
  readonly postMessage = vi.fn();
  readonly update = vi.fn(() => Promise.resolve());
  readonly register = vi.fn(() => Promise.resolve(registration));

  tells(what: string): void {
    this.dispatchEvent(new Event(what));
  }
}

let workers: Telling;
let registration: Telling;
let time: number;
const reload = vi.fn();

async function started(): Promise<Kept> {
  const kept = new Kept(workers as unknown as Workers, reload, () => time);
  await kept.start("/sw.js");
  return kept;
}

function comes(): Telling {
  const worker = new Telling();
  registration.installing = worker;
  registration.tells("updatefound");
  worker.state = "installed";
  registration.waiting = worker;
  worker.tells("statechange");
  return worker;
}

beforeEach(() => {
  vi.resetAllMocks();
  time = 1_000_000;
  workers = new Telling();
  registration = new Telling();
  workers.register.mockImplementation(() => Promise.resolve(registration));
  registration.update.mockImplementation(() => Promise.resolve());
});

describe("a client that the browser keeps", () => {
  it("is not newer than itself when it is kept for the first time", async () => {
    const kept = await started();

    comes();
    workers.tells("controllerchange");

    expect(kept.isNewer).toBe(false);
  });

  it("says so when a newer one lies ready, now or from an earlier visit", async () => {
    workers.controller = registration.active = new Telling();
    const kept = await started();
    const heard = vi.fn();
    kept.subscribe(heard);
    expect(kept.isNewer).toBe(false);

    comes();

    expect(kept.isNewer).toBe(true);
    expect(heard).toHaveBeenCalled();
    expect((await started()).isNewer).toBe(true);
  });

  it("begins with the newer one when it is asked to, and not before that one has begun", async () => {
    workers.controller = registration.active = new Telling();
    const kept = await started();
    const newer = comes();

    kept.begin();

    expect(newer.postMessage).toHaveBeenCalledExactlyOnceWith("begin");
    expect(reload).not.toHaveBeenCalled();
    workers.tells("controllerchange");
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it("does not reload under somebody's hands because another page has begun with the newer one", async () => {
    workers.controller = registration.active = new Telling();
    const kept = await started();

    workers.tells("controllerchange");

    expect(kept.isNewer).toBe(true);
    expect(reload).not.toHaveBeenCalled();
    kept.begin();
    expect(reload).toHaveBeenCalledTimes(1);
  });

  it("asks for a newer one now and then, not with every connection", async () => {
    const kept = await started();
    kept.check();
    expect(registration.update).not.toHaveBeenCalled();

    time += 60_000;
    kept.check();
    kept.check();

    expect(registration.update).toHaveBeenCalledTimes(1);
  });

  it("is none the worse where browsers keep nothing", async () => {
    const kept = new Kept(undefined, reload);
    await kept.start("/sw.js");
    kept.check();
    workers.register.mockRejectedValue(new Error("not here"));

    expect((await started()).isNewer).toBe(false);
    expect(kept.isNewer).toBe(false);
  });
});
