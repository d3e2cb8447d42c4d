import { beforeAll, describe, expect, test } from "vitest";
import { arrives, phone, type Person } from "./person";
import { fresh, Offstage, type Username } from "./server";

const everybody: Username[] = ["alice", "bob", "carol", "dave"];
const EACH = 80;

/** Some have one line, some have several, so that no place can be reckoned from the number of messages. */
function lines(n: number): string {
  return `Line ${n}.` + " And a little more to it, so that it does not fit into one line.".repeat(n % 5);
}

let talk: { id: number };
let long: Promise<{ id: number }>;

// A person may say only so much in a second, so all do
beforeAll(async () => {
  const people = await Promise.all(everybody.map((username) => Offstage.of(username)));
  talk = await people[0]!.creates({ kind: "group", name: fresh("A year of it") }, "bob", "carol", "dave");
  await Promise.all(
    people.map(async (person, index) => {
      for (let n = 0; n < EACH; n++) await person.says(talk, lines(n * everybody.length + index + 1));
    }),
  );
  for (const person of people) await person.reads(talk, EACH * everybody.length + 1);
  // Before it is needed, the other tests have read what is there
  long = aLongTalk();
});

const LONG = 1500;

/** In the middle of it there are some of many lines: where they go out of the page, it becomes much shorter. */
function manyLines(n: number): string {
  return lines(n) + (n > 700 && n <= 740 ? "\nAnd so on".repeat(25) : "");
}

async function aLongTalk(): Promise<{ id: number }> {
  const all = [...everybody, "admin" as const];
  const people = await Promise.all(all.map((username) => Offstage.of(username)));
  const made = await people[0]!.creates({ kind: "group", name: fresh("Ten years of it") }, ...all.slice(1));
  let said = 0;
  await Promise.all(
    people.map(async (person) => {
      while (said < LONG) await person.says(made, manyLines(++said));
    }),
  );
  for (const person of people) await person.reads(made, LONG + 1);
  return made;
}

interface Place {
  seq: string;
  top: number;
}

/** Which message stands where in the middle of the view. */
async function eye({ page }: Person): Promise<Place> {
  return page.evaluate(() => {
    const { top, height } = document.querySelector('[role="log"]')!.getBoundingClientRect();
    const rows = [...document.querySelectorAll<HTMLElement>('[role="log"] [data-seq]')];
    const row = rows.find((one) => one.getBoundingClientRect().top > top + height / 3)!;
    return { seq: row.dataset.seq!, top: row.getBoundingClientRect().top };
  });
}

async function topOf({ page }: Person, { seq }: Place): Promise<number> {
  return (await page.locator(`[role="log"] [data-seq="${seq}"]`).boundingBox())!.y;
}

async function firstLoaded({ log }: Person): Promise<number> {
  return Number(await log.locator("[data-seq]").first().getAttribute("data-seq"));
}

/** Scrolls until there is nothing more above, and says where that is. */
async function upToWhatIsThere(person: Person): Promise<number> {
  await expect
    .poll(() =>
      person.page.evaluate(() => {
        const scroller = document.querySelector('[role="log"] [data-testid="scroller"]')!;
        const isThere = scroller.scrollTop === 0;
        scroller.scrollBy(0, -700);
        return isThere;
      }),
    )
    .toBe(true);
  return firstLoaded(person);
}

/** Watches a message in every frame from now on; answers how far it ever was from where it stands now. */
async function watch({ page }: Person, { seq, top }: Place): Promise<() => Promise<number>> {
  await page.evaluate(
    ([number, wanted]) => {
      const watched = window as unknown as { farthest: number; watching: number };
      watched.farthest = 0;
      cancelAnimationFrame(watched.watching);
      const look = () => {
        const row = document.querySelector(`[role="log"] [data-seq="${number}"]`);
        const away = row ? Math.abs(row.getBoundingClientRect().top - wanted) : Infinity;
        watched.farthest = Math.max(watched.farthest, away);
        watched.watching = requestAnimationFrame(look);
      };
      look();
    },
    [seq, top] as const,
  );
  return () =>
    page.evaluate(() => {
      const watched = window as unknown as { farthest: number; watching: number };
      cancelAnimationFrame(watched.watching);
      return watched.farthest;
    });
}

interface Journey {
  /** The numbers of the messages that were in sight. */
  seen: number[];
  /** So many messages were in the page at most. */
  most: number;
  /** So far a line was moved by anything but the scrolling. */
  farthest: number;
}

/** Scrolls, less than a screenful at a time, until a message is in sight, and looks on for some frames each time. */
async function scrolls({ page }: Person, by: number, until: number): Promise<Journey> {
  return page.evaluate(
    async ([distance, goal]) => {
      const scroller = document.querySelector('[role="log"] [data-testid="scroller"]')!;
      const { top, bottom } = scroller.getBoundingClientRect();
      const edges = (row: Element) => row.getBoundingClientRect();
      const rows = () => [...scroller.querySelectorAll<HTMLElement>("[data-seq]")];
      const inSight = () => rows().filter((row) => edges(row).bottom > top && edges(row).top < bottom);
      const seen = new Set<number>();
      let [most, farthest] = [0, 0];
      for (const deadline = Date.now() + 60_000; Date.now() < deadline; scroller.scrollBy(0, distance)) {
        const shown = inSight();
        const line = shown[shown.length >> 1]!;
        const there = edges(line).top;
        for (let frame = 0; frame < 2; frame++) {
          await new Promise(requestAnimationFrame);
          most = Math.max(most, rows().length);
          farthest = Math.max(farthest, line.isConnected ? Math.abs(edges(line).top - there) : Infinity);
        }
        for (const row of inSight()) seen.add(Number(row.dataset.seq));
        if (seen.has(goal)) break;
      }
      return { seen: [...seen], most, farthest };
    },
    [by, until] as const,
  );
}

describe("A long conversation", () => {
  test("opens at its end when everything was read", async () => {
    const dave = await arrives("dave");

    await dave.opens(talk);

    await expect.poll(() => dave.log.locator("[data-seq]").last().getAttribute("data-seq")).toBe("321");
    const last = (await dave.log.locator('[data-seq="321"]').boundingBox())!;
    const log = (await dave.log.boundingBox())!;
    expect(last.y + last.height).toBeLessThanOrEqual(log.y + log.height);
    expect(await dave.page.getByRole("button", { name: /Jump to latest/ }).count()).toBe(0);
  });

  for (const [device, screen] of [
    ["desk", undefined],
    ["phone", phone],
  ] as const) {
    test(`loads what is older without moving the line under the eye, on a ${device}`, async () => {
      const alice = await arrives("alice", { fragile: true, ...(screen && { screen }) });
      await alice.opens(talk);
      await alice.log.locator('[data-seq="321"]').waitFor();

      for (let page = 0; page < 3; page++) {
        // Up to the very beginning of what is there: the next page comes while one waits for it
        alice.serverFallsSilent();
        const before = await upToWhatIsThere(alice);
        const place = await eye(alice);
        const farthest = await watch(alice, place);
        alice.serverSpeaksAgain();
        await expect.poll(() => firstLoaded(alice)).toBeLessThan(before);

        expect(await topOf(alice, place)).toBeCloseTo(place.top, 0);
        expect(await farthest()).toBeLessThanOrEqual(1);
      }
    });
  }

  test("can be read up to its beginning, each line once and none missing", async () => {
    const carol = await arrives("carol");
    await carol.opens(talk);
    await carol.log.locator('[data-seq="321"]').waitFor();
    const seen = new Set<string>();
    const reads = async () => {
      const numbers = await carol.log
        .locator("[data-seq]")
        .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.seq!));
      expect(new Set(numbers).size).toBe(numbers.length);
      expect(numbers.map(Number)).toEqual(numbers.map(Number).toSorted((one, other) => one - other));
      for (const number of numbers) seen.add(number);
    };
    await carol.page.mouse.move(800, 400);

    await expect
      .poll(
        async () => {
          await carol.page.mouse.wheel(0, -600);
          await reads();
          return carol.log.getByText("This is where A year of it").isVisible();
        },
        { timeout: 40_000, interval: 20 },
      )
      .toBe(true);
    await reads();

    const all = Array.from({ length: 321 }, (_, index) => String(index + 1));
    expect(all.filter((number) => !seen.has(number))).toEqual([]);
  });

  test("is left and come back to at the same place", async () => {
    const other = await (await Offstage.of("bob")).creates({ kind: "group", name: fresh("Aside") }, "alice");
    const bob = await arrives("bob");
    await bob.opens(talk);
    await bob.log.locator('[data-seq="321"]').waitFor();
    await bob.page.mouse.move(800, 400);
    await bob.page.mouse.wheel(0, -1500);
    await bob.button("Jump to latest").waitFor();
    const place = await eye(bob);
    await bob.opens(other);
    await expect.poll(() => bob.title.innerText()).toContain("Aside");
    await bob.opens(talk);

    await bob.log.locator(`[data-seq="${place.seq}"]`).waitFor();
    await bob.button("Jump to latest").click();
    await bob.log.locator('[data-seq="321"]').waitFor();
  });

  test("shows the day, once for all that was said in it", async () => {
    const alice = await arrives("alice");

    await alice.opens(talk);
    await alice.page.mouse.move(800, 400);
    await expect
      .poll(async () => {
        await alice.page.mouse.wheel(0, -20_000);
        return alice.log.getByText("This is where A year of it").isVisible();
      })
      .toBe(true);

    const days = alice.log.getByRole("separator", { name: /^(Today|Yesterday)$/ });
    expect(await days.count()).toBe(1);
    expect((await days.boundingBox())!.y).toBeLessThan(
      (await alice.log.locator('[data-seq="1"]').boundingBox())!.y,
    );
  });

  test(
    "has few rows in the page, wherever one is in it, and nothing moves when they change",
    { timeout: 150_000 },
    async () => {
      const conversation = await long;
      const dave = await arrives("dave");
      await dave.opens(conversation);
      await dave.log.locator(`[data-seq="${LONG + 1}"]`).waitFor();
      const all = Array.from({ length: LONG + 1 }, (_, index) => index + 1);

      for (const [by, until] of [
        [-600, 1],
        [600, LONG + 1],
      ] as const) {
        const { seen, most, farthest } = await scrolls(dave, by, until);

        const missed = all.filter((number) => !seen.includes(number));
        expect({ missed, farthest: Math.round(farthest) }).toEqual({ missed: [], farthest: 0 });
        expect(most).toBeGreaterThan(150);
        expect(most).toBeLessThan(250);
      }
      await dave.button("Jump to latest").waitFor({ state: "detached" });
    },
  );

  test(
    "keeps the focus, and the keys find their way from wherever one has scrolled to",
    { timeout: 90_000 },
    async () => {
      const conversation = await long;
      const bob = await arrives("bob");
      await bob.opens(conversation);
      await bob.log.locator(`[data-seq="${LONG + 1}"]`).waitFor();
      const focused = () =>
        bob.page.evaluate(() => {
          const [row, log] = [document.activeElement as HTMLElement, document.querySelector('[role="log"]')!];
          const [mine, whole] = [row.getBoundingClientRect(), log.getBoundingClientRect()];
          const isInSight = mine.bottom > whole.top && mine.top < whole.bottom;
          return { seq: Number(row.dataset.seq), isInSight, isWithin: log.contains(row) };
        });

      await bob.presses("Shift+F6");
      expect(await focused()).toMatchObject({ seq: LONG + 1, isInSight: true });
      await scrolls(bob, -700, 900);
      expect(await bob.log.locator(`[data-seq="${LONG + 1}"]`).count()).toBe(0);
      expect(await focused()).toMatchObject({ isWithin: true });

      await bob.presses("ArrowDown");
      const { seq, isInSight } = await focused();
      expect(isInSight).toBe(true);
      expect(Math.abs(seq - 900)).toBeLessThan(40);
      await bob.presses("End");
      expect(await focused()).toMatchObject({ seq: LONG + 1, isInSight: true });
      await bob.presses("Home");
      expect((await focused()).seq).toBeLessThan(900);
      expect(await focused()).toMatchObject({ isInSight: true });
      await bob.button("Jump to latest").click();
      await expect
        .poll(() => bob.log.locator("[data-seq]").last().getAttribute("data-seq"))
        .toBe(String(LONG + 1));
    },
  );
});
