import { createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import { connect, type AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { address } from "./server";

interface Habits {
  /** Whether it lets sockets through. */
  upgrades: boolean;
  /** Whether it keeps what comes until it is whole. */
  gathers: boolean;
  /** What it makes of texts, by their paths: as a server of another version would have it. */
  rewrites?: Record<string, (text: string) => string>;
}

const server = new URL(address);

/** A proxy between browsers and the server, with the bad habits of some. It is gone when the test is over. */
export class Proxy {
  private readonly http = createServer((asked, answer) => this.pass(asked, answer));
  private readonly lines = new Set<Duplex>();
  /** How often each was let through. */
  readonly passed = { socket: 0, events: 0, poll: 0 };

  private constructor(private habits: Habits) {
    this.http.on("connection", (line) => this.note(line));
    this.http.on("upgrade", (asked, line, head) => this.upgrade(asked, line, head));
  }

  static async with(habits: Habits): Promise<Proxy> {
    const proxy = new Proxy(habits);
    await new Promise<void>((up) => proxy.http.listen(0, "127.0.0.1", up));
    onTestFinished(() => proxy.becomes(habits, true));
    return proxy;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`;
  }

  /** Changes its habits, and cuts all lines as a proxy that starts anew. */
  becomes(habits: Habits, closed = false): void {
    this.habits = habits;
    if (closed) this.http.close();
    for (const line of this.lines) line.destroy();
  }

  private note(line: Duplex): void {
    this.lines.add(line);
    line.on("close", () => this.lines.delete(line));
    line.on("error", () => line.destroy());
  }

  private pass(asked: IncomingMessage, answer: ServerResponse): void {
    if (asked.url?.startsWith("/api/v1/events")) this.passed.events++;
    if (asked.url?.startsWith("/api/v1/poll")) this.passed.poll++;
    const { method, url: path } = asked;
    const rewrite = path === undefined ? undefined : this.habits.rewrites?.[path];
    // To be rewritten it has to come, and plain, also if what the browser has is still good
    const headers = rewrite ? { host: asked.headers.host } : asked.headers;
    const onward = request({ host: server.hostname, port: server.port, method, path, headers }, (said) => {
      if (this.habits.gathers && said.headers["content-type"]?.startsWith("text/event-stream")) {
        said.resume();
        return;
      }
      if (rewrite) {
        void text(said).then((body) => {
          const { "content-length": _length, etag: _etag, ...others } = said.headers;
          answer.writeHead(said.statusCode ?? 502, others).end(rewrite(body));
        });
        return;
      }
      answer.writeHead(said.statusCode ?? 502, said.headers);
      said.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    answer.on("close", () => onward.destroy());
    asked.pipe(onward);
  }

  private upgrade(asked: IncomingMessage, line: Duplex, head: Buffer): void {
    if (!this.habits.upgrades) {
      line.end("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
      return;
    }
    this.passed.socket++;
    const onward = connect(Number(server.port), server.hostname);
    this.note(onward);
    const fields = asked.rawHeaders.flatMap((name, i) =>
      i % 2 ? [] : [`${name}: ${asked.rawHeaders[i + 1]!}`],
    );
    onward.write([`GET ${asked.url!} HTTP/1.1`, ...fields, "", ""].join("\r\n"));
    onward.write(head);
    onward.pipe(line);
    line.pipe(onward);
  }
}
