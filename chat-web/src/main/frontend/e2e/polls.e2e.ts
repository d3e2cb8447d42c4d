import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("A poll", () => {
  test("is asked, voted on by others, changed and ended, and everybody sees the same", async () => {
    const alice = await Offstage.of("alice");
    const talk = await alice.creates({ kind: "group", name: fresh("Picnic") }, "bob", "carol");
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

    const bobs = bob.message("Which day?");
    await bobs.getByRole("radio", { name: /Friday/ }).check();
    await atAlices.message("Which day?").getByText("1 has voted").waitFor();
    await atAlices
      .message("Which day?")
      .getByRole("radio", { name: /Friday\s*1 vote/ })
      .waitFor();
    await bobs.getByRole("radio", { name: /Thursday/ }).check();
    const { seq } = (await alice.hears(talk)).at(-1)!;
    await (await Offstage.of("carol")).votes(talk, seq, 0);
    await atAlices.message("Which day?").getByText("2 have voted").waitFor();
    await isForEverybody(bob.page);

    await bobs.getByRole("button", { name: "Who has voted" }).click();
    await bob.dialog.getByText("Carol Chen").waitFor();
    await isForEverybody(bob.page, "[role=dialog]");
    await bob.closes();
    expect(await bobs.getByRole("button", { name: "End the poll" }).count()).toBe(0);
    await bobs.getByRole("button", { name: "Take my vote back" }).click();
    await atAlices.message("Which day?").getByText("1 has voted").waitFor();

    await atAlices.message("Which day?").getByRole("button", { name: "End the poll" }).click();
    await bobs.getByText(/over/).waitFor();
    expect(await bobs.getByRole("radio", { name: /Thursday/ }).isDisabled()).toBe(true);
  });

  test("that is anonymous names nobody", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Boss") }, "alice");
    const seq = await bob.says(talk, "Is the boss nice?", {
      poll: { options: ["Yes", "No"], multiple: true, anonymous: true },
    });
    await bob.votes(talk, seq, 0, 1);
    const alice = await arrives("alice");
    await alice.opens(talk);

    const poll = alice.message("Is the boss nice?");
    await poll.getByText(/anonymous/).waitFor();
    await poll.getByText(/1 has voted/).waitFor();
    expect(await poll.getByRole("button", { name: "Who has voted" }).count()).toBe(0);
    await poll.getByRole("checkbox", { name: /Yes/ }).check();
    await poll.getByText(/2 have voted/).waitFor();
  });
});
