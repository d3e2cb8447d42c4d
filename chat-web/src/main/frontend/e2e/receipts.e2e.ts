import { describe, expect, onTestFinished, test } from "vitest";
import { arrives, type Person } from "./person";
import { fresh, Offstage } from "./server";

async function aTalk(kind: "group" | "direct" = "group") {
  const alice = await Offstage.of("alice");
  return alice.creates(kind === "group" ? { kind, name: fresh("Deployments") } : { kind }, "bob");
}

function says(person: Person, words: string) {
  return person.page.getByTestId("receipt").getByText(words, { exact: true });
}

/** Shown is not sent yet: Bob waits until it has come. */
async function bobReads(talk: Awaited<ReturnType<typeof aTalk>>, words: string) {
  const bob = await Offstage.of("bob");
  const last = async () => (await bob.hears(talk)).at(-1);
  await expect.poll(async () => (await last())?.body).toBe(words);
  await bob.reads(talk, (await last())!.seq);
}

describe("Under one's newest message", () => {
  test("stands how far it has come, and nothing moves because of it", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.writes("Is the new node up?");
    await says(alice, "Sent").waitFor();
    const before = await alice.message("Is the new node up?").boundingBox();

    const bob = await arrives("bob");
    await says(alice, "Delivered").waitFor();
    await bob.opens(talk);
    await bob.sees("Is the new node up?");
    await says(alice, "Seen by Bob Brandt").waitFor();

    expect(await alice.message("Is the new node up?").boundingBox()).toEqual(before);
  });

  test("one finds who has read it", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.writes("Who has read this?");
    await alice.sees("Who has read this?");
    await bobReads(talk, "Who has read this?");
    await says(alice, "Seen by Bob Brandt").click();

    await alice.dialog.getByText("Seen by 1 of 1").waitFor();
    await alice.dialog.getByText("Bob Brandt").waitFor();
    await alice.closes();
  });

  test("one is told without a name between two", async () => {
    const talk = await aTalk("direct");
    const alice = await arrives("alice");
    await alice.opens(talk);
    const words = fresh("Are you there?");
    await alice.writes(words);
    await alice.sees(words);

    await bobReads(talk, words);

    await says(alice, "Seen").waitFor();
  });
});

describe("Whoever does not want to be seen", () => {
  test("hides it everywhere, and sees nothing of others", async () => {
    const offstage = await Offstage.of("bob");
    onTestFinished(() => offstage.showsReceipts(true));
    const talk = await aTalk();
    const bob = await arrives("bob");
    await bob.sets("Privacy");
    const shows = bob.dialog.getByRole("switch", { name: "Show others how far I have read" });
    await expect.poll(() => shows.isChecked()).toBe(true);
    await shows.click();
    await expect.poll(() => shows.isEnabled()).toBe(true);
    expect(await shows.isChecked()).toBe(false);
    await bob.closes();

    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.writes("Has anybody seen Bob?");
    await bob.opens(talk);
    await bob.sees("Has anybody seen Bob?");
    await offstage.reads(talk, (await offstage.hears(talk)).at(-1)!.seq);
    await says(alice, "Sent").waitFor();

    await bob.writes("No.");
    await alice.sees("No.");
    const other = await Offstage.of("alice");
    await other.reads(talk, (await other.hears(talk)).at(-1)!.seq);
    expect(await bob.page.getByTestId("receipt").innerText()).toBe("");
  });

  test("as owner of a conversation, shows it to nobody there", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.writes("Hello");
    await says(alice, "Sent").waitFor();

    await alice.chooses("More about this conversation", "Settings");
    await alice.dialog.getByLabel("Who sees how far others have read?").selectOption("off");
    await alice.dialog.getByRole("button", { name: "Save" }).click();
    await alice.sees("You let nobody see any more how far others have read");

    await alice.writes("And now?");
    await alice.sees("And now?");
    expect(await alice.page.getByTestId("receipt").innerText()).toBe("");
  });
});
