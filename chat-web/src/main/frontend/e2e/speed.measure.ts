import { readFileSync } from "node:fs";
import type { BrowserContext, Page, Request } from "playwright-core";
import { test } from "vitest";
import { launched, wide } from "./person";
import { address } from "./server";

/** A member of a large conversation, as `parley bench prepare` wrote them down. */
const file = process.env.ACCOUNTS;
/** A quarter of an hour of reading upwards is not needed to see how evenly it goes. */
const SCROLLING_MS = Number(process.env.SCROLLING_MS ?? 12_000);

interface Figures {
  name: string;
  value: string;
}

const rows: Figures[] = [];
const ms = (value: number) => `${Math.round(value).toLocaleString("en")} ms`;
const kB = (bytes: number) => `${Math.round(bytes / 1000).toLocaleString("en")} kB`;

async function aBrowser(localStorage: { name: string; value: string }[] = []): Promise<BrowserContext> {
  return (await launched(true)).newContext({
    baseURL: address,
    viewport: wide,
    storageState: { cookies: [], origins: [{ origin: new URL(address).origin, localStorage }] },
  });
}

/** A line as many have at home: 10 Mbit/s, 40 ms to the server and back. */
async function atHome(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 40,
    downloadThroughput: 10_000_000 / 8,
    uploadThroughput: 10_000_000 / 8,
  });
}

/** When, from the beginning of the navigation on, the page showed something, and when what one waits for. */
async function opened(page: Page, place: string, awaited: string): Promise<[first: number, there: number]> {
  await page.goto(place, { waitUntil: "commit" });
  await page.locator(awaited).first().waitFor();
  return page.evaluate(() => {
    const there = performance.now();
    const paint = performance.getEntriesByName("first-contentful-paint")[0];
    return [paint?.startTime ?? there, there];
  });
}

async function session(): Promise<
  { storage: { name: string; value: string }[]; conversation: number } | undefined
> {
  if (file === undefined) return undefined;
  const [, token, conversation] = readFileSync(file, "utf8").split("\n")[0]!.split("\t");
  const headers = { Authorization: `Bearer ${token!}`, "Content-Type": "application/json" };
  const ask = async (path: string, body?: object) => {
    const asked = { headers, ...(body && { method: "POST", body: JSON.stringify(body) }) };
    const text = await (await fetch(`${address}/api/v1${path}`, asked)).text();
    return (text === "" ? undefined : JSON.parse(text)) as unknown;
  };
  const { id, username, displayName } = (await ask("/me")) as Record<string, string>;
  // Otherwise it opens where the unread begins, which is at the very beginning
  const newest = (await ask(`/conversations/${conversation}/messages?limit=1`)) as {
    messages: { seq: number }[];
  };
  await ask(`/conversations/${conversation}/read`, { seq: newest.messages[0]!.seq });
  const kept = {
    account: { id: Number(id), username, displayName },
    accessToken: token,
    refreshToken: "",
    expiresAt: Date.now() + 600_000,
  };
  const storage = [
    { name: "parley.device", value: crypto.randomUUID() },
    { name: "parley.session", value: JSON.stringify(kept) },
  ];
  return { storage, conversation: Number(conversation) };
}

test("how fast the client is", { timeout: 180_000 }, async () => {
  // What has to come before one can sign in, and before one can read
  const context = await aBrowser();
  const page = await context.newPage();
  const loaded = new Map<string, Promise<[raw: number, sent: number]>>();
  page.on("requestfinished", (request) => {
    // Later it comes from what the browser keeps
    if (!/\.(js|css)$/.test(new URL(request.url()).pathname) || loaded.has(request.url())) return;
    loaded.set(request.url(), sizes(request));
  });
  await atHome(page);
  const [paint, form] = await opened(page, "/", 'input[name="username"]');
  rows.push({
    name: "first visit, at 10 Mbit/s and 40 ms: first paint, sign-in",
    value: `${ms(paint)}, ${ms(form)}`,
  });
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  const [again, formAgain] = await opened(page, "/", 'input[name="username"]');
  rows.push({ name: "the same, second visit", value: `${ms(again)}, ${ms(formAgain)}` });
  const html = await (await fetch(address)).text();
  const first = new Set(
    [...html.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => new URL(path!, address).href),
  );
  const sum = async (of: string[]) => {
    const all = await Promise.all(of.map((url) => loaded.get(url)!));
    return [0, 1].map((form) => kB(all.reduce((total, size) => total + size[form]!, 0))).join(", ");
  };
  const inside = [...loaded.keys()];
  rows.push({
    name: "code and styles before the sign-in, as they are sent",
    value: await sum(inside.filter((url) => first.has(url))),
  });
  rows.push({ name: "code and styles before reading, as they are sent", value: await sum(inside) });
  await context.close();

  const somebody = await session();
  if (somebody) {
    const reader = await aBrowser(somebody.storage);
    const tab = await reader.newPage();
    await atHome(tab);
    const place = `/c/${somebody.conversation}`;
    const message = '[role="log"] [data-key]';
    const [cold, coldThere] = await opened(tab, place, message);
    rows.push({
      name: "signed in, nothing kept: first paint, messages",
      value: `${ms(cold)}, ${ms(coldThere)}`,
    });
    await tab.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await tab.waitForTimeout(1_000);
    const [warm, warmThere] = await opened(tab, place, message);
    rows.push({
      name: "signed in, once more: first paint, messages",
      value: `${ms(warm)}, ${ms(warmThere)}`,
    });
    await reader.setOffline(true);
    const [off, offThere] = await opened(tab, place, message);
    rows.push({ name: "the same without a network", value: `${ms(off)}, ${ms(offThere)}` });
    await reader.close();

    const scroller = await aBrowser(somebody.storage);
    const log = await scroller.newPage();
    await opened(log, place, message);
    for (const [name, step] of [
      ["reading upwards (40 px a frame)", 40],
      ["flying upwards (400 px a frame)", 400],
    ] as const) {
      const { frames, messages } = await scrolled(log, step);
      rows.push({ name, value: inWords(frames, messages) });
    }
    await scroller.close();
  }
  process.stdout.write(
    `\n| what | seen |\n| --- | --- |\n${rows.map(({ name, value }) => `| ${name} | ${value} |`).join("\n")}\n\n`,
  );
});

/** Of an answer: unpacked, and on the line. */
async function sizes(request: Request): Promise<[raw: number, sent: number]> {
  const response = (await request.response())!;
  const [{ responseBodySize }, body] = await Promise.all([request.sizes(), response.body()]);
  return [body.length, responseBodySize];
}

/** Scrolls upwards, so far in each frame, and notes how long each took and how many messages came by. */
async function scrolled(page: Page, step: number): Promise<{ frames: number[]; messages: number }> {
  return page.evaluate(
    ([by, during]) =>
      new Promise((done) => {
        const box = document.querySelector<HTMLElement>('[data-testid="scroller"]')!;
        const seen = new Set<string>();
        const frames: number[] = [];
        const began = performance.now();
        let before = began;
        const frame = (now: number) => {
          frames.push(now - before);
          before = now;
          box.scrollTop -= by!;
          for (const row of box.querySelectorAll<HTMLElement>("[data-key]")) seen.add(row.dataset.key!);
          if (now - began < during!) requestAnimationFrame(frame);
          else done({ frames: frames.slice(1), messages: seen.size });
        };
        requestAnimationFrame(frame);
      }),
    [step, SCROLLING_MS],
  );
}

function inWords(frames: number[], messages: number): string {
  const sorted = [...frames].sort((one, other) => one - other);
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!.toFixed(1);
  const all = frames.reduce((sum, frame) => sum + frame, 0);
  const late = frames.filter((frame) => frame > 25).length;
  return `${(frames.length / (all / 1000)).toFixed(1)} frames a second, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms, ${late} of ${frames.length} late; ${messages.toLocaleString("en")} messages came by`;
}
