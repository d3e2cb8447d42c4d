import { describe, expect, test } from "vitest";
import { arrives, visits } from "./person";
import { fresh, Offstage } from "./server";

describe("With the keyboard alone", () => {
  test("one signs in, jumps, writes, changes what one wrote, and reads what is new", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Night shift") }, "alice");
    const news = await bob.creates({ kind: "group", name: fresh("Newsroom") }, "alice");
    const alice = await visits("alice");

    // The first field has the focus already
    await alice.page.keyboard.type("alice");
    await alice.presses("Tab");
    await alice.page.keyboard.type("parley-demo");
    await alice.presses("Enter");
    await alice.isInside();

    await alice.presses("Control+k");
    await alice.dialog.waitFor();
    await alice.page.keyboard.type(talk.name!);
    await alice.page.getByRole("option", { name: talk.name!, selected: true }).waitFor();
    await alice.presses("Enter");
    await expect.poll(() => alice.focus()).toBe(`Message to ${talk.name}`);

    await alice.page.keyboard.type("Teh kettle is on");
    await alice.presses("Enter");
    await alice.sees("Teh kettle is on");
    await expect.poll(() => alice.pending.count()).toBe(0);
    await alice.presses("ArrowUp");
    await expect.poll(() => alice.composer.inputValue()).toBe("Teh kettle is on");
    await alice.presses("Control+a");
    await alice.page.keyboard.type("The kettle is on");
    await alice.presses("Enter");
    await alice.message("The kettle is on").getByText("edited").waitFor();

    await alice.presses("ArrowUp");
    await expect.poll(() => alice.composer.inputValue()).toBe("The kettle is on");
    await alice.presses("Escape");
    await expect.poll(() => alice.composer.inputValue()).toBe("");

    await bob.says(news, "Something happened");
    await alice.row(news).getByText("2 unread messages").waitFor();
    // What earlier runs left unread may come first
    for (let there = await alice.title.innerText(); there !== news.name;) {
      await alice.presses("Alt+ArrowDown");
      await expect.poll(() => alice.title.innerText()).not.toBe(there);
      there = await alice.title.innerText();
    }
    await alice.divider.waitFor();
    await alice.presses("Escape");
    await alice.divider.waitFor({ state: "detached" });
    await expect.poll(() => alice.focus()).toBe(`Message to ${news.name}`);
  });

  test("one jumps to a person one has never written to", async () => {
    const dave = await arrives("dave");

    await dave.presses("Control+k");
    await dave.dialog.waitFor();
    await dave.page.keyboard.type("carol");
    await dave.page.getByRole("option", { name: "Carol Chen", selected: true }).waitFor();
    await dave.presses("Enter");

    await expect.poll(() => dave.title.innerText()).toBe("Carol Chen");
    await expect.poll(() => dave.focus()).toBe("Message to Carol Chen");
  });

  test("one walks through the panes and the messages, and acts on one", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Panes") }, "alice");
    for (const words of ["first", "second", "third"]) await bob.says(talk, words);
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.sees("third");

    await alice.presses("Shift+F6");
    await expect.poll(() => alice.focus()).toContain("third");
    await alice.presses("ArrowUp");
    await expect.poll(() => alice.focus()).toContain("second");
    await alice.presses("r");

    await alice.page.getByText("Reply to Bob Brandt").waitFor();
    await expect.poll(() => alice.focus()).toContain("Message to");
    await alice.presses("Escape");
    await alice.page.getByText("Reply to Bob Brandt").waitFor({ state: "detached" });
  });

  test("one finds the map of all keys, and comes back to where one was", async () => {
    const talk = await (await Offstage.of("bob")).creates({ kind: "group", name: fresh("Map") }, "alice");
    const alice = await arrives("alice");
    await alice.opens(talk);

    await alice.presses("Control+/");
    await alice.dialog.getByText("Jump to a conversation or person").waitFor();
    await alice.presses("Escape");

    await alice.dialog.waitFor({ state: "detached" });
    await expect.poll(() => alice.focus()).toBe(`Message to ${talk.name}`);
  });

  test("one never loses one's place: a menu that is closed gives the focus back", async () => {
    const talk = await (await Offstage.of("bob")).creates({ kind: "group", name: fresh("Focus") }, "alice");
    const alice = await arrives("alice");
    await alice.opens(talk);

    await alice.button("More about this conversation").focus();
    await alice.presses("Enter");
    await alice.page.getByRole("menuitem", { name: "Mark as read" }).waitFor();
    await alice.presses("Escape");

    await expect.poll(() => alice.focus()).toBe("More about this conversation");
  });
});
