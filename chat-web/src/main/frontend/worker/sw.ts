import { askedFor, isForFew, isHashed } from "./asked";

declare const self: ServiceWorkerGlobalScope;

/** The files of this build with their checksums, by their paths; the build writes them here (build/shell.ts). */
const files = new Map(Object.entries(JSON.parse("__SHELL__") as Record<string, string>));
const SHELLS = "parley-shell-";
const mine = `${SHELLS}__VERSION__`;

/**
 * Keeps the client on this device, so that it starts without a network. A build is kept whole or not at all, and page
 * and files always come from the same one: while a node of another version answers, a checksum is wrong and nothing is
 * kept. Nothing that the server says is kept here; what one has read is in IndexedDB and goes when one signs out.
 */
self.addEventListener("install", (event) => event.waitUntil(keepAll()));

self.addEventListener("activate", (event) => event.waitUntil(forgetOlder().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  switch (askedFor(request, self.location.origin, files)) {
    case "page":
      return event.respondWith(page(request));
    case "file":
      return event.respondWith(file(request));
    case "server":
      return;
  }
});

/** Whoever looks at the page asks for the new build; by itself it begins when no page of the old one is open any more. */
self.addEventListener("message", ({ data }) => {
  if (data === "begin") void self.skipWaiting();
});

self.addEventListener("notificationclick", (event) => {
  const { place } = event.notification.data as { place: string };
  event.notification.close();
  event.waitUntil(show(place));
});

async function keepAll(): Promise<void> {
  const shell = await caches.open(mine);
  const ahead = [...files.keys()].filter((path) => !isForFew(path));
  await Promise.all(
    ahead.map(async (path) => {
      const kept = isHashed(path) ? await caches.match(path) : undefined;
      await shell.put(path, kept ?? (await fetched(path)));
    }),
  );
}

async function fetched(path: string): Promise<Response> {
  const integrity = files.get(path)!;
  const answer = await fetch(path, { integrity, cache: isHashed(path) ? "default" : "no-cache" });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}

/** One build more than this stays: a page of it may still be open, and load parts of itself. */
async function forgetOlder(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(SHELLS) && name !== mine);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

async function page(request: Request): Promise<Response> {
  const shell = await caches.open(mine);
  return (await shell.match("/index.html")) ?? fetch(request);
}

async function file(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const shell = await caches.open(mine);
  const kept =
    (await shell.match(pathname)) ?? (isHashed(pathname) ? await caches.match(pathname) : undefined);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok && files.has(pathname)) await shell.put(pathname, answer.clone());
  return answer;
}

/** Brings a page of ours to the front and to a place within it, or opens one. */
async function show(place: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find(({ focused }) => focused) ?? pages.find(isVisible) ?? pages[0];
  if (!there) {
    await self.clients.openWindow(place);
    return;
  }
  there.postMessage({ type: "show", place });
  await there.focus();
}

function isVisible({ visibilityState }: WindowClient): boolean {
  return visibilityState === "visible";
}
