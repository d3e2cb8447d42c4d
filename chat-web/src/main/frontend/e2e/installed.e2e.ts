import { describe, expect, test } from "vitest";
import { arrives, type Person } from "./person";
import { Proxy } from "./proxy";
import { address, fresh, Offstage } from "./server";

const straight = { upgrades: true, gathers: false };

async function aTalk(words: string) {
  const bob = await Offstage.of("bob");
  const talk = await bob.creates({ kind: "group", name: fresh("Away from the network") }, "alice");
  await bob.says(talk, words);
  return talk;
}

/** The addresses of all that the browser keeps for a start without a network. */
function keptAddresses(person: Person): Promise<string[]> {
  return person.page.evaluate(async () => {
    const shells = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(shells.map((shell) => shell.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
}

/** How much of whom there is in the browser's databases. */
function keptRows(person: Person): Promise<Record<string, number>> {
  return person.page.evaluate(async () => {
    const rows: Record<string, number> = {};
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((opened, failed) => {
        const request = indexedDB.open(name!);
        request.onsuccess = () => opened(request.result);
        request.onerror = () => failed(request.error!);
      });
      for (const store of database.objectStoreNames) {
        const counted = database.transaction(store).objectStore(store).count();
        rows[store] = await new Promise((done) => (counted.onsuccess = () => done(counted.result)));
      }
      database.close();
    }
    return rows;
  });
}

async function nothingOfOneIsLeft(person: Person, words: string) {
  await person.page.getByLabel("Password", { exact: true }).waitFor();
  await expect
    .poll(async () => Object.values(await keptRows(person)).reduce((all, rows) => all + rows, 0))
    .toBe(0);
  const stored = await person.page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(stored).not.toContain(words);
  expect(stored).not.toMatch(/token/i);
  expect((await keptAddresses(person)).filter((path) => path.startsWith("/api"))).toEqual([]);
}

describe("Once it was visited", () => {
  test("Parley starts without a network; what is written then is sent once, afterwards", async () => {
    const talk = await aTalk("Read this under way.");
    const alice = await arrives("alice", { keeps: true });
    await alice.opens(talk);
    await alice.sees("Read this under way.");
    await alice.keepsTheClient();
    const kept = await keptAddresses(alice);
    expect(kept).toContain("/index.html");
    expect(kept.filter((path) => !/^\/(assets\/)?[\w.-]+\.\w+$/.test(path))).toEqual([]);
    await alice.losesTheNetwork();

    await alice.page.reload();

    await alice.sees("Read this under way.");
    await alice.writes("From a tunnel");
    await expect.poll(() => alice.connectionBar.innerText()).toContain("1 message waits.");
    await alice.page.goto("/");
    await alice.row(talk).getByText("Waits to be sent").waitFor();
    await alice.looksAt("settings");
    await alice.closes();

    await alice.findsTheNetwork();

    await expect.poll(() => alice.connectionBar.innerText()).toBe("");
    const bob = await Offstage.of("bob");
    await expect
      .poll(async () => (await bob.hears(talk)).map(({ body }) => body))
      .toEqual(["Read this under way.", "From a tunnel"]);
  });

  test("the browser may install it", async () => {
    const manifest = await fetch(`${address}/manifest.webmanifest`);
    expect(manifest.headers.get("content-type")).toContain("application/manifest+json");
    const { icons, display } = (await manifest.json()) as {
      icons: { src: string; sizes: string; purpose: string }[];
      display: string;
    };

    expect(display).toBe("standalone");
    expect(await (await fetch(address)).text()).toContain(
      '<link rel="manifest" href="/manifest.webmanifest"',
    );
    for (const purpose of ["any", "maskable"])
      expect(icons.filter((icon) => icon.purpose === purpose).map(({ sizes }) => sizes)).toEqual(
        expect.arrayContaining(["192x192", "512x512"]),
      );
    for (const { src } of icons) expect((await fetch(address + src)).ok, src).toBe(true);
  });
});

describe("A new version", () => {
  const asAnother = (text: string) => text.replace(/\b[0-9a-f]{12}(?=["'`])/, "another");
  const shells = (person: Person) => person.page.evaluate(() => caches.keys());
  /** Asks the server, as the page does now and then. Answers what became of what was found. */
  const looksForOne = (person: Person) =>
    person.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      const became = new Promise<string>((over) => {
        registration.addEventListener("updatefound", () => {
          const coming = registration.installing!;
          coming.addEventListener("statechange", () => over(coming.state), { once: true });
        });
      });
      await registration.update().catch(() => undefined);
      return became;
    });

  test("is offered in passing, and begun with when one wants it; a draft stays", async () => {
    const talk = await aTalk("Before the new version");
    const proxy = await Proxy.with(straight);
    const alice = await arrives("alice", { by: proxy.address, keeps: true });
    await alice.opens(talk);
    await alice.keepsTheClient();
    await alice.types("Not sent yet");
    const offer = alice.page.getByTestId("new-version");
    expect(await offer.count()).toBe(0);

    proxy.becomes({ ...straight, rewrites: { "/sw.js": asAnother } });
    expect(await looksForOne(alice)).toBe("installed");
    await offer.waitFor();
    await alice.sees("Before the new version");
    await offer.getByRole("button", { name: "Reload" }).click();

    await expect.poll(async () => (await shells(alice)).at(-1)).toBe("parley-shell-another");
    await offer.waitFor({ state: "detached" });
    await alice.sees("Before the new version");
    await expect.poll(() => alice.composer.inputValue()).toBe("Not sent yet");
  });

  test("of which a part is another's is not kept: what there is stays whole", async () => {
    const proxy = await Proxy.with(straight);
    const alice = await arrives("alice", { by: proxy.address, keeps: true });
    await alice.keepsTheClient();
    const before = await shells(alice);

    const page = (text: string) => text.replace("<title>Parley", "<title>Another");
    proxy.becomes({ ...straight, rewrites: { "/sw.js": asAnother, "/index.html": page } });
    expect(await looksForOne(alice)).toBe("redundant");
    await alice.losesTheNetwork();
    await alice.page.reload();
    await alice.isInside();

    expect(await alice.page.getByTestId("new-version").count()).toBe(0);
    const begins = await alice.page.evaluate(async () =>
      (await (await caches.match("/index.html"))!.text()).includes("<title>Parley"),
    );
    expect(begins).toBe(true);
    expect(before).toHaveLength(1);
  });
});

describe("What one has read leaves the device", () => {
  test("when one signs out", async () => {
    const talk = await aTalk("Between us");
    const alice = await arrives("alice", { keeps: true });
    await alice.opens(talk);
    await alice.sees("Between us");
    await alice.keepsTheClient();
    expect((await keptRows(alice)).messages).toBeGreaterThan(0);

    await alice.chooses("Alice Arnold: your menu", "Sign out");
    await alice.dialog.getByRole("button", { name: "Sign out" }).click();

    await nothingOfOneIsLeft(alice, "Between us");
  });

  test("when the device is signed out from elsewhere, also if it is not open then", async () => {
    const talk = await aTalk("Between the two of us");
    const open = await arrives("alice", { keeps: true });
    const closed = await arrives("alice", { keeps: true });
    for (const alice of [open, closed]) {
      await alice.opens(talk);
      await alice.sees("Between the two of us");
    }
    await closed.page.goto("about:blank");

    await (await Offstage.of("alice")).signsOutEverywhere();

    await nothingOfOneIsLeft(open, "Between the two of us");
    await closed.page.goto("/");
    await nothingOfOneIsLeft(closed, "Between the two of us");
  });
});
