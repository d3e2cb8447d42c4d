import { beforeAll, describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

let talk: { id: number };
let alice: Offstage;

beforeAll(async () => {
  alice = await Offstage.of("alice");
  talk = await alice.creates({ kind: "group", name: fresh("Building") }, "bob", "carol");
});

describe("An urgent message", () => {
  test("is acknowledged, and its writer sees who has and who has not", async () => {
    const atAlices = await arrives("alice");
    const bob = await arrives("bob");
    await atAlices.opens(talk);
    await bob.opens(talk);

    await atAlices.chooses("More ways to send", "Urgent, to be acknowledged");
    await atAlices.page.getByText("Urgent: everybody is asked to acknowledge this message.").waitFor();
    await isForEverybody(atAlices.page);
    await atAlices.writes("Leave the building");
    const bobs = bob.message("Leave the building");
    await bobs.getByText("Urgent", { exact: true }).waitFor();
    await bobs.getByRole("button", { name: "Acknowledge" }).click();

    await bobs.getByText("You have acknowledged this").waitFor();
    await isForEverybody(bob.page);
    await atAlices.message("Leave the building").getByText("1 has acknowledged it").click();
    await atAlices.dialog.getByRole("heading", { name: "1 has not yet" }).waitFor();
    await atAlices.dialog.getByText("Carol Chen").waitFor();
    await atAlices.dialog.getByText("Bob Brandt").waitFor();
    await isForEverybody(atAlices.page, "[role=dialog]");
    await atAlices.closes();
    await atAlices.writes("All clear");
    expect(await bob.message("All clear").getByText("Urgent", { exact: true }).count()).toBe(0);
  });
});

describe("A poll", () => {
  test("is asked, voted on by others, changed and ended, and everybody sees the same", async () => {
    const atAlices = await arrives("alice");
    const bob = await arrives("bob");
    await atAlices.opens(talk);
    await bob.opens(talk);

    await atAlices.chooses("More ways to send", "Poll …");
    await atAlices.dialog.getByLabel("Question").fill("Which day?");
    await atAlices.dialog.getByLabel("Option 1").fill("Thursday");
    await atAlices.dialog.getByLabel("Option 2").fill("Friday");
    await isForEverybody(atAlices.page, "[role=dialog]");
    await atAlices.button("Start the poll").click();
    await atAlices.dialog.waitFor({ state: "detached" });

    const alices = atAlices.message("Which day?");
    const bobs = bob.message("Which day?");
    await bobs.getByRole("radio", { name: /Friday/ }).check();
    await alices.getByText("1 has voted").waitFor();
    await alices.getByRole("radio", { name: /Friday\s*1 vote/ }).waitFor();
    await bobs.getByRole("radio", { name: /Thursday/ }).check();
    const { seq } = (await alice.hears(talk)).at(-1)!;
    await (await Offstage.of("carol")).votes(talk, seq, 0);
    await alices.getByText("2 have voted").waitFor();
    await isForEverybody(bob.page);

    await bobs.getByRole("button", { name: "Who has voted" }).click();
    await bob.dialog.getByText("Carol Chen").waitFor();
    await isForEverybody(bob.page, "[role=dialog]");
    await bob.closes();
    expect(await bobs.getByRole("button", { name: "End the poll" }).count()).toBe(0);
    await bobs.getByRole("button", { name: "Take my vote back" }).click();
    await alices.getByText("1 has voted").waitFor();

    await alices.getByRole("button", { name: "End the poll" }).click();
    await bobs.getByText(/over/).waitFor();
    expect(await bobs.getByRole("radio", { name: /Thursday/ }).isDisabled()).toBe(true);
  });

  test("that is anonymous names nobody", async () => {
    const seq = await alice.says(talk, "Is the boss nice?", {
      poll: { options: ["Yes", "No"], multiple: true, anonymous: true },
    });
    await alice.votes(talk, seq, 0, 1);
    const bob = await arrives("bob");
    await bob.opens(talk);

    const poll = bob.message("Is the boss nice?");
    await poll.getByText(/anonymous/).waitFor();
    await poll.getByText(/1 has voted/).waitFor();
    expect(await poll.getByRole("button", { name: "Who has voted" }).count()).toBe(0);
    await poll.getByRole("checkbox", { name: /Yes/ }).check();
    await poll.getByText(/2 have voted/).waitFor();
  });
});
