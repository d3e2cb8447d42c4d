import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { arrives, type Person } from "./person";
import { fresh, Offstage } from "./server";

let bob: Offstage;
/** What mentions Alice, and how people see it. */
let [named, shown] = ["", ""];
let direct: { id: number };

beforeAll(async () => {
  bob = await Offstage.of("bob");
  const alice = await Offstage.of("alice");
  [named, shown] = [`<@${alice.id}>`, `@${alice.name}`];
  direct = await bob.creates({ kind: "direct" }, "alice");
});

/** Alice, somewhere where she can be called, in a conversation of her own. */
async function aliceAtWork(): Promise<Person> {
  const alice = await Offstage.of("alice");
  onTestFinished(() => alice.choosesNothing());
  const talk = await alice.creates({ kind: "group", name: fresh("At work") }, "carol");
  const person = await arrives("alice", { keeps: true, notifies: true });
  await person.keepsTheClient();
  await person.opens(talk);
  return person;
}

const aTalk = (name: string) => bob.creates({ kind: "group", name: fresh(name) }, "alice");

describe("Somebody who does not look", () => {
  test("is called by what is meant for them; a click leads to it, and then it is gone", async () => {
    const alice = await aliceAtWork();
    await bob.says(direct, "Nobody hears this");
    await alice.row(direct).getByText("Nobody hears this").waitFor({ state: "attached" });
    expect(await alice.notifications()).toEqual([]);
    await alice.wantsToBeCalled();

    await bob.says(direct, "Are **you** there?");
    await expect.poll(() => alice.notifications()).toEqual([{ title: "Bob Brandt", body: "Are you there?" }]);
    const seq = await bob.says(direct, "It is about the rack.");
    await expect
      .poll(() => alice.notifications())
      .toEqual([{ title: "Bob Brandt", body: "It is about the rack." }]);

    await alice.followsTheNotification();
    await alice.page.waitForURL(`**/c/${direct.id}/${seq}`);
    await alice.sees("It is about the rack.");
    await expect.poll(() => alice.notifications()).toEqual([]);
  });

  test("is not called by what is before their eyes or read elsewhere, but is when they look away", async () => {
    const talk = await aTalk("Before one’s eyes");
    const alice = await aliceAtWork();
    await alice.wantsToBeCalled();
    await alice.opens(talk);
    await bob.says(talk, `${named} Do you see this?`);
    await alice.sees("Do you see this?");
    expect(await alice.notifications()).toEqual([]);

    await alice.looksAway();
    await bob.says(talk, `${named} And this?`);

    await expect
      .poll(() => alice.notifications())
      .toMatchObject([{ body: `Bob Brandt: ${shown} And this?` }]);
    await alice.looksAgain();
    await expect.poll(() => alice.notifications()).toEqual([]);

    await alice.looksAway();
    const seq = await bob.says(talk, `${named} Read this at your desk`);
    await expect.poll(() => alice.notifications()).toHaveLength(1);
    await (await Offstage.of("alice")).reads(talk, seq);
    await expect.poll(() => alice.notifications()).toEqual([]);
  });

  test("is called once, however many pages are open", async () => {
    const talk = await aTalk("In many pages");
    const alice = await aliceAtWork();
    await alice.wantsToBeCalled();
    const calls: string[] = [];
    const context = alice.page.context();
    await context.exposeFunction("called", (text: string) => calls.push(text));
    await context.addInitScript(() => {
      const { prototype } = ServiceWorkerRegistration;
      const show = Object.getOwnPropertyDescriptor(prototype, "showNotification")!.value as (
        ...all: unknown[]
      ) => Promise<void>;
      prototype.showNotification = function (title, options) {
        (window as unknown as { called: (text: string) => void }).called(options!.body!);
        return show.call(this, title, options);
      };
    });
    const other = await context.newPage();
    await other.goto("/");
    await other.locator(`a[data-conversation="${talk.id}"]`).waitFor();
    await alice.page.reload();
    await alice.row(talk).waitFor();

    // Of two that come at once only the last is shown
    await bob.says(talk, `${named} one`);
    await expect.poll(() => calls).toEqual([`Bob Brandt: ${shown} one`]);
    await bob.says(talk, `${named} two`);
    await expect.poll(() => calls).toEqual([`Bob Brandt: ${shown} one`, `Bob Brandt: ${shown} two`]);
    await other.close();
    // The browser tells the other page a moment later that it is its turn
    const waiting = async () => (await navigator.locks.query()).pending!.map(({ name }) => name);
    await expect
      .poll(async () => (await alice.page.evaluate(waiting)).filter((name) => name?.includes("notifies")))
      .toEqual([]);
    await bob.says(talk, `${named} three`);
    await expect.poll(() => calls.at(-1)).toBe(`Bob Brandt: ${shown} three`);

    expect(calls).toHaveLength(3);
  });
});

describe("What calls is for everybody to choose", () => {
  test("everything, nothing, without words, or not in quiet hours; on all of one’s devices", async () => {
    const talk = await aTalk("Choosing");
    const alice = await aliceAtWork();
    await alice.wantsToBeCalled();
    const says = async (words: string) => {
      await bob.says(talk, words);
      await alice.row(talk).getByText(words).waitFor({ state: "attached" });
    };
    await says("Nothing for anybody");
    expect(await alice.notifications()).toEqual([]);

    const couch = await arrives("alice");
    await couch.sets("Notifications");
    await couch.dialog.getByLabel("All messages").click();
    await alice.sets("Notifications");
    await expect.poll(() => alice.dialog.getByLabel("All messages").isChecked()).toBe(true);
    await says("Something for all");
    await expect.poll(() => alice.notifications()).toMatchObject([{ body: "Bob Brandt: Something for all" }]);

    await alice.dialog.getByRole("switch", { name: "Show what was written" }).click();
    await says("Something secret");
    await expect.poll(() => alice.notifications()).toMatchObject([{ body: "New message" }]);
    expect((await alice.notifications())[0]!.title).toMatch(/^Choosing/);

    const quiet = alice.dialog.getByRole("switch", { name: "Quiet hours" });
    await quiet.click();
    await alice.dialog.getByLabel("From").fill("00:00");
    await alice.dialog.getByLabel("Until").fill("23:59");
    await (await Offstage.of("alice")).reads(talk, await bob.says(talk, "In the night"));
    await expect.poll(() => alice.notifications()).toEqual([]);
    await says("Later in the night");
    expect(await alice.notifications()).toEqual([]);

    await quiet.click();
    await alice.dialog.getByLabel("Nothing", { exact: true }).click();
    await says("Nobody is called");
    expect(await alice.notifications()).toEqual([]);
  });

  test("as far as the browser allows it, and says so", async () => {
    const alice = await arrives("alice");
    await alice.sets("Notifications");
    const device = alice.dialog.getByRole("switch", { name: "Notify me on this device" });
    expect(await device.isChecked()).toBe(false);
    await alice.page.evaluate(() => {
      Object.defineProperty(Notification, "permission", { value: "denied" });
    });

    await alice.sets("Privacy");
    await alice.sets("Notifications");

    await alice.dialog.getByText("This browser does not allow it.").waitFor();
    expect(await device.isEnabled()).toBe(false);
  });
});

describe("The title and the sign of the page", () => {
  test("say how many messages wait, but for those in what is muted", async () => {
    const talk = await aTalk("Waiting");
    const offstage = await Offstage.of("alice");
    // That it was begun
    await offstage.reads(talk, 1);
    const alice = await arrives("alice");
    await alice.row(talk).waitFor();
    const counted = async () => Number(/^\((\d+)/.exec(await alice.page.title())?.[1] ?? 0);
    const before = await counted();
    const after = (more: number) => Math.min(99, before + more);

    await bob.says(talk, "One");
    await bob.says(talk, "Two");
    await expect.poll(counted).toBe(after(2));
    expect(await alice.page.locator('link[rel="icon"]').getAttribute("href")).toBe("/favicon-unread.svg");

    await alice.opens(talk);
    await alice.sees("Two");
    await expect.poll(counted).toBe(before);
    expect(await alice.page.title()).toMatch(/Waiting.* · Parley$/);
  });
});
