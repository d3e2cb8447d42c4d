import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("What a message said before", () => {
  test("is seen by moderators, and by others when the conversation says so", async () => {
    const alice = await Offstage.of("alice");
    const talk = await alice.creates({ kind: "group", name: fresh("Minutes") }, "bob", "carol");
    const bobs = await Offstage.of("bob");
    await bobs.edits(talk, await bobs.says(talk, "We meet at tne"), "We meet at ten");
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
  test("somebody else's message asks why, and tells whoever wrote it; for oneself it tells nobody", async () => {
    const alice = await Offstage.of("alice");
    const talk = await alice.creates({ kind: "group", name: fresh("Notices") }, "bob");
    const bobs = await Offstage.of("bob");
    await bobs.says(talk, "Call me on 555-0100");
    await bobs.says(talk, "The butler did it");
    await bobs.says(talk, "Sorry about that");
    const atAlices = await arrives("alice");
    const bob = await arrives("bob");
    await atAlices.opens(talk);
    await bob.opens(talk);

    await atAlices.does("Delete", "Call me on 555-0100");
    const confirm = atAlices.dialog.getByRole("button", { name: "Delete", exact: true });
    expect(await confirm.isDisabled()).toBe(true);
    await atAlices.dialog.getByLabel("Why?").fill("No numbers here");
    await isForEverybody(atAlices.page, "[role=dialog]");
    await confirm.click();
    await bob.sees("Alice Arnold deleted this message: No numbers here");
    await atAlices.sees("This message was deleted.");

    await atAlices.does("Delete for me", "The butler did it");
    await isForEverybody(atAlices.page, "[role=dialog]");
    await atAlices.dialog.getByRole("button", { name: "Delete for me" }).click();
    await atAlices.message("The butler did it").waitFor({ state: "detached" });
    await atAlices.page.reload();
    await atAlices.sees("Sorry about that");
    expect(await atAlices.message("The butler did it").count()).toBe(0);
    await bob.sees("The butler did it");
  });
});
