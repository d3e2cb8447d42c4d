import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("What a message said before", () => {
  test("is seen by whoever wrote it and by moderators, and by others when the conversation says so", async () => {
    const alice = await Offstage.of("alice");
    const talk = await alice.creates({ kind: "group", name: fresh("Minutes") }, "bob", "carol");
    const bobs = await Offstage.of("bob");
    const seq = await bobs.says(talk, "We meet at tne");
    await bobs.edits(talk, seq, "We meet at ten");
    const atAlices = await arrives("alice");
    const carol = await arrives("carol");
    await atAlices.opens(talk);
    await carol.opens(talk);

    await atAlices.message("We meet at ten").getByRole("button", { name: "edited", exact: true }).click();
    await atAlices.dialog.getByText("We meet at tne").waitFor();
    await atAlices.dialog.getByText("We meet at ten").waitFor();
    await isForEverybody(atAlices.page, "[role=dialog]");
    await atAlices.closes();
    await carol.message("We meet at ten").getByText("edited").waitFor();
    expect(await carol.message("We meet at ten").getByRole("button", { name: "edited" }).count()).toBe(0);

    await atAlices.chooses("More about this conversation", "Settings");
    await atAlices.dialog
      .getByLabel("Who sees what messages said before they were edited?")
      .selectOption("readers");
    await atAlices.dialog.getByRole("button", { name: "Save" }).click();
    await carol.sees("Alice Arnold lets everybody see what messages said before");
    await carol.message("We meet at ten").getByRole("button", { name: "edited", exact: true }).click();
    await carol.dialog.getByText("We meet at tne").waitFor();
  });
});

describe("Deleting", () => {
  test("somebody else's message asks why, and whoever wrote it is told", async () => {
    const alice = await Offstage.of("alice");
    const talk = await alice.creates({ kind: "group", name: fresh("Notices") }, "bob", "carol");
    await (await Offstage.of("bob")).says(talk, "Call me on 555-0100");
    const atAlices = await arrives("alice");
    const bob = await arrives("bob");
    const carol = await arrives("carol");
    for (const person of [atAlices, bob, carol]) {
      await person.opens(talk);
      await person.sees("Call me on 555-0100");
    }

    await atAlices.does("Delete", "Call me on 555-0100");
    const confirm = atAlices.dialog.getByRole("button", { name: "Delete", exact: true });
    expect(await confirm.isDisabled()).toBe(true);
    await atAlices.dialog.getByLabel("Why?").fill("No numbers here");
    await isForEverybody(atAlices.page, "[role=dialog]");
    await confirm.click();

    await bob.sees("Alice Arnold deleted this message: No numbers here");
    await carol.sees("This message was deleted.");
    expect(await carol.message("No numbers here").count()).toBe(0);
  });

  test("for oneself takes a message off one's devices, and nobody else's", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Spoilers") }, "alice");
    await bob.says(talk, "The butler did it");
    await bob.says(talk, "Sorry about that");
    const laptop = await arrives("alice");
    const other = await arrives("alice");
    const bobs = await arrives("bob");
    for (const person of [laptop, other, bobs]) {
      await person.opens(talk);
      await person.sees("The butler did it");
    }

    await laptop.does("Delete for me", "The butler did it");
    await isForEverybody(laptop.page, "[role=dialog]");
    await laptop.dialog.getByRole("button", { name: "Delete for me" }).click();

    await laptop.message("The butler did it").waitFor({ state: "detached" });
    await other.message("The butler did it").waitFor({ state: "detached" });
    await other.sees("Sorry about that");
    await bobs.sees("The butler did it");
    await other.page.reload();
    await other.sees("Sorry about that");
    expect(await other.message("The butler did it").count()).toBe(0);
  });
});
