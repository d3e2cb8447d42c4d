import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives, phone } from "./person";
import { fresh, Offstage } from "./server";

async function aTalk() {
  const alice = await Offstage.of("alice");
  return alice.creates({ kind: "group", name: fresh("Lunch") }, "bob");
}

describe("Reacting", () => {
  test("is seen by the other at once, says who, and can be joined and taken back", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);
    await alice.writes("Lunch at one?");
    await bob.sees("Lunch at one?");

    await bob.does("React", "Lunch at one?");
    await bob.dialog.getByRole("button", { name: "thumbs up" }).first().click();
    await bob.dialog.waitFor({ state: "detached" });
    const seen = alice.reactions("Lunch at one?");
    // Who it is, is asked for when it is seen first
    await expect.poll(() => seen.getAttribute("title")).toBe("Bob Brandt reacted with 👍");
    expect(await seen.getAttribute("aria-pressed")).toBe("false");

    await seen.click();
    const joined = bob.reactions("Lunch at one?");
    await expect.poll(() => joined.getAttribute("title")).toBe("You and Alice Arnold reacted with 👍");
    expect(await joined.innerText()).toContain("2");

    await joined.click();
    await expect.poll(() => seen.getAttribute("title")).toBe("You reacted with 👍");
    await seen.click();
    await seen.waitFor({ state: "detached" });
    await joined.waitFor({ state: "detached" });
  });

  test("works with the keyboard alone, by the name of an emoji", async () => {
    const talk = await aTalk();
    const bob = await Offstage.of("bob");
    await bob.says(talk, "We are live!");
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.sees("We are live!");

    await alice.presses("Shift+F6");
    await expect.poll(() => alice.focus()).toContain("We are live!");
    await alice.presses("+");
    await alice.dialog.getByPlaceholder("Find an emoji").waitFor();
    await expect.poll(() => alice.focus()).toBe("Find an emoji");
    await alice.page.keyboard.type("party pop");
    await alice.dialog.getByRole("button", { name: "party popper" }).waitFor();
    await isForEverybody(alice.page, "[role=dialog]");
    await alice.presses("ArrowDown", "Enter");

    await expect
      .poll(() => alice.reactions("We are live!").getAttribute("title"))
      .toBe("You reacted with 🎉");
    await expect.poll(() => alice.focus()).toContain("We are live!");
    await alice.presses("Tab");
    await expect.poll(() => alice.focus()).toContain("You reacted with 🎉");
  });

  test("does not move what one reads, and waits for the network", async () => {
    const talk = await aTalk();
    const bob = await Offstage.of("bob");
    for (let n = 1; n <= 40; n++) await bob.says(talk, `Step ${n} of 40`);
    const first = (await bob.hears(talk))[0]!.seq;
    await (await Offstage.of("alice")).reads(talk, first + 39);
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.sees("Step 40 of 40");
    const before = await alice.message("Step 40 of 40").boundingBox();

    await bob.reacts(talk, first + 35, "👀");
    await alice.reactions("Step 36 of 40").waitFor();
    expect(await alice.message("Step 40 of 40").boundingBox()).toEqual(before);

    await alice.losesTheNetwork();
    await expect.poll(() => alice.connectionBar.innerText()).toContain("Connection lost.");
    await alice.reactions("Step 36 of 40").click();
    await expect.poll(() => alice.reactions("Step 36 of 40").getAttribute("aria-pressed")).toBe("true");
    await alice.findsTheNetwork();
    await expect
      .poll(async () => (await bob.hears(talk)).find(({ seq }) => seq === first + 35)?.reactions?.[0]?.count)
      .toBe(2);
  });

  test("is there again after a start without a network, and big enough for a thumb", async () => {
    const talk = await aTalk();
    const bob = await Offstage.of("bob");
    const seq = await bob.says(talk, "Who brings cake?");
    await bob.reacts(talk, seq, "🍰");
    const alice = await arrives("alice", { screen: phone });
    await alice.opens(talk);

    const cake = alice.reactions("Who brings cake?");
    await cake.waitFor();
    expect((await cake.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await alice.message("Who brings cake?").tap();
    const tool = await alice
      .message("Who brings cake?")
      .getByRole("button", { name: "React", exact: true })
      .boundingBox();
    expect(Math.min(tool!.width, tool!.height)).toBeGreaterThanOrEqual(44);
  });
});
