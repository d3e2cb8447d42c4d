import { beforeEach, describe, expect, it, vi } from "vitest";
import { EventTransport, type Events } from "./EventTransport";
import type { Fetch } from "./Transport";

class FakeEvents implements Events {
  onmessage: Events["onmessage"] = null;
  onerror: Events["onerror"] = null;
  closed = false;
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();

  addEventListener(name: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(name, listener);
  }
  say(name: string, data: string): void {
    this.listeners.get(name)?.(new MessageEvent(name, { data }));
  }
  close(): void {
    this.closed = true;
  }
}

describe("EventTransport", () => {
  let events: FakeEvents;
  let fetch: ReturnType<typeof vi.fn<Fetch>>;
  let transport: EventTransport;
  let closed: number[];
  const bodies = () => fetch.mock.calls.map(([, init]) => init.body);

  beforeEach(() => {
    events = new FakeEvents();
    fetch = vi.fn<Fetch>(() => Promise.resolve(new Response(null, { status: 202 })));
    transport = new EventTransport(() => events, fetch);
    closed = [];
    transport.onclose = ({ code }) => closed.push(code);
  });

  it("is open when the server has named the connection, and says what it says under that name", async () => {
    let open = false;
    transport.onopen = () => (open = true);

    events.say("connection", "c1");
    transport.send("hello");
    await vi.waitFor(() => expect(fetch).toHaveBeenCalled());

    expect(open).toBe(true);
    expect(fetch.mock.calls[0]?.[1].headers).toMatchObject({ "Parley-Connection": "c1" });
    expect(bodies()).toEqual(["hello"]);
  });

  it("says one thing after the other, and together what came meanwhile", async () => {
    let answer: ((response: Response) => void) | undefined;
    fetch.mockImplementationOnce(() => new Promise((answered) => (answer = answered)));
    events.say("connection", "c1");

    transport.send("one");
    transport.send("two");
    transport.send("three");
    expect(bodies()).toEqual(["one"]);
    answer?.(new Response(null, { status: 202 }));

    await vi.waitFor(() => expect(bodies()).toEqual(["one", "two\nthree"]));
  });

  it("ends when what it says is not taken", async () => {
    fetch.mockResolvedValue(new Response(null, { status: 404 }));
    events.say("connection", "c1");

    transport.send("one");

    await vi.waitFor(() => expect(closed).toEqual([1006]));
    expect(events.closed).toBe(true);
  });

  it("hands on why the server ends it", () => {
    events.say("close", '{"code":4401,"reason":"unauthenticated"}');
    events.onerror?.(new Event("error"));

    expect(closed).toEqual([4401]);
  });

  it("does not let the browser connect again by itself", () => {
    events.onerror?.(new Event("error"));

    expect(closed).toEqual([1006]);
    expect(events.closed).toBe(true);
  });
});
