import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives, phone } from "./person";
import { fresh, Offstage } from "./server";

describe("A mention", () => {
  test("is chosen by keyboard, shown by name, counted, and found in the inbox until it is done", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Plans") }, "alice", "carol");
    const elsewhere = await bob.creates({ kind: "group", name: fresh("Elsewhere") }, "alice");
    const alice = await Offstage.of("alice");
    const bobs = await arrives("bob");
    const alices = await arrives("alice");
    await bobs.opens(talk);
    await alices.opens(elsewhere);
    const words = fresh("look at this");

    await bobs.composer.pressSequentially("Please @ali");
    const offered = bobs.page.getByRole("listbox", { name: "Whom to mention" });
    await offered.getByRole("option", { name: alice.name }).waitFor();
    await isForEverybody(bobs.page, "main");
    await bobs.presses("Enter");
    await expect.poll(() => bobs.composer.inputValue()).toBe("Please @alice ");
    await bobs.composer.pressSequentially(words);
    await bobs.presses("Enter");

    await bobs
      .message(words)
      .locator(".mention", { hasText: `@${alice.name}` })
      .waitFor();
    await expect
      .poll(async () => (await bob.hears(talk)).at(-1)?.body)
      .toBe(`Please <@${alice.id}> ${words}`);
    await alices.row(talk).getByText("you are mentioned once").waitFor({ state: "attached" });

    await alices.presses("Alt+i");
    const line = alices.dialog.getByRole("listitem").filter({ hasText: words });
    await line.waitFor();
    expect(await line.innerText()).toContain(`@${alice.name}`);
    await isForEverybody(alices.page, "[role=dialog]");
    await line.getByRole("button").first().click();
    await alices.dialog.waitFor({ state: "detached" });
    await alices.message(words).locator(".mention.own").waitFor();
    await expect.poll(() => alices.message(words).getAttribute("data-named")).toBe("true");
    await expect.poll(() => alices.row(talk).getByText("you are mentioned once").count()).toBe(0);

    await alices.presses("Alt+i");
    await line.getByRole("button").first().focus();
    await alices.presses("d");
    await line.waitFor({ state: "detached" });
    await expect.poll(async () => (await alice.inbox()).filter((body) => body.includes(words))).toEqual([]);
  });

  test("can be edited as it was typed, and taken away", async () => {
    const bob = await Offstage.of("bob");
    const alice = await Offstage.of("alice");
    const talk = await bob.creates({ kind: "group", name: fresh("Plans") }, "alice");
    const words = fresh("later");
    await bob.says(talk, `<@${alice.id}> ${words}`);
    const bobs = await arrives("bob");
    await bobs.opens(talk);
    await bobs.message(words).getByText(`@${alice.name}`).waitFor();
    expect(await alice.inbox()).toContain(`<@${alice.id}> ${words}`);

    await bobs.does("Edit", words);
    await expect.poll(() => bobs.composer.inputValue()).toBe(`@alice ${words}`);
    await bobs.composer.fill(`Nobody ${words}`);
    await bobs.presses("Enter");

    await bobs.sees(`Nobody ${words}`);
    expect((await alice.inbox()).filter((body) => body.includes(words))).toEqual([]);
  });

  test("of somebody who is not there says that they will not be told", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Two") }, "alice");
    const bobs = await arrives("bob", { screen: phone });
    await bobs.opens(talk);

    await bobs.composer.pressSequentially("@dav");

    const option = bobs.page.getByRole("option", { name: "not a member, will not be told" });
    await option.waitFor();
    await option.click();
    await expect.poll(() => bobs.composer.inputValue()).toBe("@dave ");
  });

  test("in a thread is in the inbox and leads into the thread", async () => {
    const bob = await Offstage.of("bob");
    const alice = await Offstage.of("alice");
    const talk = await bob.creates({ kind: "group", name: fresh("Thread") }, "alice");
    const root = await bob.says(talk, fresh("Question"));
    const words = fresh("you know");
    await bob.says(talk, `<@${alice.id}> ${words}`, { thread: root });
    const alices = await arrives("alice");

    await alices.looksAt("inbox");
    const line = alices.dialog.getByRole("listitem").filter({ hasText: words });
    await line.getByRole("button").first().click();

    await alices.details.getByText(words).waitFor();
    await expect
      .poll(async () => (await alice.inbox()).filter((body) => body.startsWith("Question")))
      .toEqual([]);
  });
});
