import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives, type Person } from "./person";
import { fresh, Offstage } from "./server";

/** Alice and Bob in a conversation of Alice's. */
async function together(name: string): Promise<{ alice: Person; bob: Person; talk: { id: number } }> {
  const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh(name) }, "bob");
  const alice = await arrives("alice");
  const bob = await arrives("bob");
  await alice.opens(talk);
  await bob.opens(talk);
  return { alice, bob, talk };
}

async function addsRule(alice: Person, verdict: string, words: string): Promise<void> {
  await alice.chooses("More about this conversation", "Rules and review …");
  await alice.dialog.getByRole("button", { name: "Add a rule" }).click();
  await alice.dialog.getByLabel("Words, one a line").fill(words);
  await alice.dialog.getByLabel("What becomes of such a message?").selectOption(verdict);
  await alice.dialog.getByLabel("Name of the rule").fill("Fruit");
  await alice.dialog.getByLabel("What the sender is told").fill("Fruit is looked at first.");
  await alice.dialog.getByRole("button", { name: "Save the rule" }).click();
  await alice.dialog.getByRole("button", { name: "Remove the rule Fruit" }).waitFor();
}

describe("A rule that holds messages back", () => {
  test("lets a moderator decide, and the sender sees what became of each", async () => {
    const { alice, bob, talk } = await together("Kitchen");
    await addsRule(alice, "hold", "pineapple\nmango");
    await alice.dialog.getByLabel("Try a text").fill("A Pineapple!");
    await alice.dialog.getByRole("button", { name: "Try", exact: true }).click();
    await alice.dialog.getByText("Hold it until a moderator has looked (rule: Fruit)").waitFor();
    await isForEverybody(alice.page, '[role="dialog"]');
    await alice.closes();

    await expect
      .poll(async () => (await Offstage.of("bob")).holds(talk, "mango"), { timeout: 10_000 })
      .toBe(true);
    await bob.writes("pineapple on pizza");
    await bob.message("pineapple on pizza").getByText("Held for review").waitFor();
    await bob.writes("pineapple in soup");
    await bob.message("pineapple in soup").getByText("Held for review").waitFor();
    await bob.writes("Just cheese");
    await alice.sees("Just cheese");
    expect(await alice.message("pineapple").count()).toBe(0);

    await alice.page.getByText("3 messages wait for review").waitFor();
    await alice.chooses("More about this conversation", "Rules and review …");
    const row = (words: string) => alice.dialog.getByRole("listitem").filter({ hasText: words });
    await isForEverybody(alice.page, '[role="dialog"]');
    await row("pineapple on pizza").getByRole("button", { name: "Post what Bob Brandt wrote" }).click();
    await row("pineapple on pizza").waitFor({ state: "detached" });
    await row("pineapple in soup").getByRole("button", { name: "Do not post what Bob Brandt wrote" }).click();
    await row("pineapple in soup").getByLabel("Why not").fill("Never in soup");
    await row("pineapple in soup").getByRole("button", { name: "Do not post what Bob Brandt wrote" }).click();
    await row("pineapple in soup").waitFor({ state: "detached" });
    await alice.closes();

    await alice.sees("pineapple on pizza");
    await expect.poll(() => bob.message("pineapple on pizza").count()).toBe(1);
    await expect.poll(() => bob.message("pineapple on pizza").getByText("Held for review").count()).toBe(0);
    await bob.message("pineapple in soup").getByText("Never in soup").waitFor();
  });
});

describe("A rule that refuses", () => {
  test("tells the sender its words, and the text is not lost", async () => {
    const { alice, bob } = await together("Quiet kitchen");
    await addsRule(alice, "refuse", "pineapple");
    await alice.closes();

    await expect
      .poll(
        async () => {
          await bob.writes(`pineapple ${Date.now()}`);
          return bob.log.getByText("Fruit is looked at first.").count();
        },
        { timeout: 10_000, interval: 500 },
      )
      .toBeGreaterThan(0);
    await bob.message("Fruit is looked at first.").last().getByRole("button", { name: "Edit" }).click();
    await expect.poll(() => bob.composer.inputValue()).toContain("pineapple");
  });
});
