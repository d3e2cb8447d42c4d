import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("In a conversation for announcements", () => {
  test("members read, are told why they do not write, and write again when they may", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("News") }, "bob");
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);

    await alice.chooses("More about this conversation", "Settings");
    await alice.page.getByLabel("Who may write?").selectOption("moderators");
    await alice.button("Save").click();

    await bob.page.getByTestId("closed").getByText("Only moderators write here.").waitFor();
    await bob.sees("Alice Arnold lets only moderators write");
    await alice.writes("The canteen is closed");
    await bob.sees("The canteen is closed");
    await (await Offstage.of("alice")).sets(talk, { posting: "everybody" });
    await bob.writes("Thank you");
    await alice.sees("Thank you");
  });
});

describe("In slow mode", () => {
  test("a second message waits its turn and is not lost", async () => {
    const offstage = await Offstage.of("alice");
    const talk = await offstage.creates({ kind: "group", name: fresh("Slow") }, "bob");
    await offstage.sets(talk, { slow: 4 });
    const bob = await arrives("bob");
    await bob.opens(talk);
    await bob.page.getByText("Slow mode: one message in 4 seconds", { exact: true }).waitFor();

    await bob.writes("First");
    await bob.writes("Second");

    await expect.poll(() => bob.pending.count()).toBe(1);
    await expect.poll(() => bob.pending.count(), { timeout: 10_000 }).toBe(0);
    expect((await offstage.hears(talk)).map(({ body }) => body)).toEqual(["First", "Second"]);
  });
});

describe("A moderator", () => {
  test("silences somebody, who sees why, and lets them write again", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Debate") }, "bob");
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);
    await alice.writes("Order, please");
    const tools = bob.message("Order, please").getByRole("button", { name: /^(React|Reply in a thread)$/ });
    await bob.message("Order, please").hover();
    await expect.poll(() => tools.count()).toBe(2);
    await bob.types("half a thought");

    await alice.button("Show the members").click();
    await alice.chooses("Bob Brandt: more", "Silence …");
    await alice.page.getByLabel("Reason (optional)").fill("Cooling down");
    await alice.dialog.getByRole("button", { name: "Silence" }).click();

    const closed = bob.page.getByTestId("closed");
    await closed.getByText("Reason: Cooling down").waitFor();
    await closed.getByText("half a thought").waitFor();
    expect(await tools.count()).toBe(0);
    await alice.page.getByRole("complementary").getByText("Cannot write until").waitFor();
    await alice.chooses("Bob Brandt: more", "Let write again");
    await expect.poll(() => bob.composer.inputValue()).toBe("half a thought");
    await bob.sees("Alice Arnold lets you write again");
  });

  test("bans somebody, who cannot come back until that is lifted", async () => {
    const name = fresh("open house");
    const offstage = await Offstage.of("alice");
    const talk = await offstage.creates({ kind: "channel", name, visibility: "public" }, "dave");
    const alice = await arrives("alice");
    const dave = await arrives("dave");
    await alice.opens(talk);
    await dave.opens(talk);

    await alice.button("Show the members").click();
    await alice.chooses("Dave Dietrich: more", "Ban …");
    await alice.dialog.getByRole("button", { name: "Ban" }).click();

    await dave.page.getByTestId("closed").getByText("You are no longer a member").waitFor();
    await dave.button("Channels").click();
    await dave.page.getByLabel("Find a channel").fill(name);
    await dave.button(`Join ${name}`).click();
    await dave.dialog.getByText("you are banned from this conversation").waitFor();

    await alice.button("Lift the ban of Dave Dietrich").click();
    await alice.sees("You lifted the ban of Dave Dietrich");
    await dave.button(`Join ${name}`).click();
    await alice.sees("Dave Dietrich joined");
  });
});

describe("Rules about what is said", () => {
  test("hold messages for a moderator, refuse others, and nothing that was written is lost", async () => {
    const [alices, bobs] = [await Offstage.of("alice"), await Offstage.of("bob")];
    const talk = await alices.creates({ kind: "group", name: fresh("Kitchen") }, "bob");
    await alices.rules(talk, { verdict: "refuse", name: "Durian", words: "Not in here.", terms: ["durian"] });
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);

    await alice.chooses("More about this conversation", "Rules and review …");
    await alice.dialog.getByRole("button", { name: "Add a rule" }).click();
    await alice.dialog.getByLabel("Words, one a line").fill("pineapple\nmango");
    await alice.dialog.getByLabel("What becomes of such a message?").selectOption("hold");
    await alice.dialog.getByLabel("Name of the rule").fill("Fruit");
    await alice.dialog.getByLabel("What the sender is told").fill("Fruit is looked at first.");
    await isForEverybody(alice.page, '[role="dialog"]');
    await alice.dialog.getByRole("button", { name: "Save the rule" }).click();
    await alice.dialog.getByRole("button", { name: "Remove the rule Fruit" }).waitFor();
    await alice.dialog.getByLabel("Try a text").fill("A Pineapple!");
    await alice.dialog.getByRole("button", { name: "Try", exact: true }).click();
    await alice.dialog.getByText("Hold it until a moderator has looked (rule: Fruit)").waitFor();
    await alice.closes();

    await expect.poll(() => bobs.isHeld(talk, "mango"), { timeout: 10_000 }).toBe(true);
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
    await row("pineapple on pizza")
      .getByRole("button", { name: "Post what Bob Brandt wrote", exact: true })
      .click();
    await row("pineapple on pizza").waitFor({ state: "detached" });
    await row("pineapple in soup").getByRole("button", { name: "Do not post what Bob Brandt wrote" }).click();
    await row("pineapple in soup").getByLabel("Why not").fill("Never in soup");
    await isForEverybody(alice.page, '[role="dialog"]');
    await row("pineapple in soup").getByRole("button", { name: "Do not post what Bob Brandt wrote" }).click();
    await row("pineapple in soup").waitFor({ state: "detached" });
    await alice.closes();
    await alice.sees("pineapple on pizza");
    await expect.poll(() => bob.message("pineapple on pizza").count()).toBe(1);
    await expect.poll(() => bob.message("pineapple on pizza").getByText("Held for review").count()).toBe(0);
    await bob.message("pineapple in soup").getByText("Never in soup").waitFor();

    await bob.writes("or durian");
    await bob.message("or durian").getByText("Not in here.").waitFor();
    await bob.message("or durian").getByRole("button", { name: "Edit" }).click();
    await expect.poll(() => bob.composer.inputValue()).toBe("or durian");
  });
});
