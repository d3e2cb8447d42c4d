import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { PollTransport } from "./PollTransport";

interface Request {
  path: string;
  got: string | undefined;
  connection: string | undefined;
  body: string;
  answer: (response: Response) => void;
  fail: () => void;
}

function answer(number: number, body: string, more: Record<string, string> = {}): Response {
  return new Response(body, {
    headers: { "Parley-Answer": String(number), "Parley-Connection": "c1", ...more },
  });
}

describe("PollTransport", () => {
  let requests: Request[];
  let transport: PollTransport;
  let heard: string[];
  let closed: number[];
  const polls = () => requests.filter(({ path }) => path === "/poll");
  const posts = () => requests.filter(({ path }) => path === "/frames");
  const settled = () => vi.advanceTimersByTimeAsync(0);

  beforeEach(async () => {
    vi.useFakeTimers();
    requests = [];
    heard = [];
    closed = [];
    transport = new PollTransport((path, init) => {
      const headers = init.headers as Record<string, string>;
      return new Promise((answered, failed) =>
        requests.push({
          path,
          got: headers["Parley-Got"],
          connection: headers["Parley-Connection"],
          body: init.body as string,
          answer: answered,
          fail: () => failed(new TypeError("network")),
        }),
      );
    });
    transport.onmessage = ({ data }) => heard.push(String(data));
    transport.onclose = ({ code }) => closed.push(code);
    await settled();
  });

  afterEach(() => {
    transport.close();
    vi.useRealTimers();
  });

  it("opens with its first frames and then asks again and again", async () => {
    transport.send("hello");
    polls()[0]!.answer(answer(1, "welcome\nchanges"));
    await settled();

    expect(heard).toEqual(["welcome\nchanges"]);
    expect(polls().map(({ got, connection, body }) => [got, connection, body])).toEqual([
      ["0", undefined, "hello"],
      ["1", "c1", ""],
    ]);
  });

  it("takes an empty answer for a sign of life", async () => {
    transport.send("hello");
    polls()[0]!.answer(answer(1, ""));
    await settled();

    expect(heard).toEqual([""]);
  });

  it("says by the side what comes while it waits for an answer", async () => {
    transport.send("hello");
    transport.send("early");
    expect(posts()).toHaveLength(0);
    polls()[0]!.answer(answer(1, "welcome"));
    await settled();

    expect(posts().map(({ connection, body }) => [connection, body])).toEqual([["c1", "early"]]);
  });

  it("asks again for an answer that was lost", async () => {
    transport.send("hello");
    polls()[0]!.answer(answer(1, "welcome"));
    await settled();
    polls()[1]!.fail();
    await vi.advanceTimersByTimeAsync(1000);
    polls()[2]!.answer(answer(2, "message"));
    await settled();

    expect(polls().map(({ got }) => got)).toEqual(["0", "1", "1", "2"]);
    expect(heard).toEqual(["welcome", "message"]);
  });

  it("ends when nothing comes any more, or what comes is not the next answer", async () => {
    transport.send("hello");
    polls()[0]!.answer(answer(2, "welcome"));
    await settled();

    expect(closed).toEqual([1006]);
    expect(heard).toEqual([]);
  });

  it("ends when the node does not know it", async () => {
    transport.send("hello");
    polls()[0]!.answer(answer(1, "welcome"));
    await settled();
    polls()[1]!.answer(new Response("{}", { status: 404 }));
    await settled();

    expect(closed).toEqual([1006]);
  });

  it("hands on why the server ends it", async () => {
    transport.send("hello");
    polls()[0]!.answer(answer(1, "error", { "Parley-Close": "4401 unauthenticated" }));
    await settled();

    expect(heard).toEqual(["error"]);
    expect(closed).toEqual([4401]);
    expect(polls()).toHaveLength(1);
  });
});
