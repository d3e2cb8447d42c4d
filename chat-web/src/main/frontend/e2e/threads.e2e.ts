import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives, phone } from "./person";
import { fresh, Offstage } from "./server";

async function aTalk() {
  const alice = await Offstage.of("alice");
  return alice.creates({ kind: "group", name: fresh("Keys") }, "bob");
}

describe("A thread", () => {
  test("is written beside the conversation, seen by the other at once, and is not unread in it", async () => {
    const talk = await aTalk();
    const alice = await arrives("alice");
    const bob = await arrives("bob");
    await alice.opens(talk);
    await bob.opens(talk);
    await alice.writes("Which key is it?");
    await bob.sees("Which key is it?");
    await alice.button("Conversations").click();

    await bob.does("Reply in a thread", "Which key is it?");
    const beside = bob.details.getByRole("textbox", { name: "Reply in the thread" });
    await beside.fill("The small one");
    await beside.press("Enter");
    await bob.details.getByText("The small one").waitFor();
    await bob.message("Which key is it?").getByText("1 reply").waitFor();
    expect(await bob.message("The small one").count()).toBe(0);
    await isForEverybody(bob.page);

    await alice.button("Threads: 1 with new replies").waitFor();
    expect(await alice.row(talk).getByText("unread message").count()).toBe(0);
    await alice.button("Threads: 1 with new replies").click();
    await alice.dialog.getByText("Which key is it?").waitFor();
    await isForEverybody(alice.page, "[role=dialog]");
    await alice.dialog.getByText("Which key is it?").click();
    await alice.details.getByText("The small one").waitFor();
    await alice.button("Threads").waitFor();

    await alice.details.getByRole("textbox", { name: "Reply in the thread" }).fill("Thanks!");
    await alice.presses("Enter");
    await bob.details.getByText("Thanks!").waitFor();
    await bob.message("Which key is it?").getByText("2 replies").waitFor();
  });

  test("is followed or not, by hand", async () => {
    const talk = await aTalk();
    const bob = await Offstage.of("bob");
    const root = await bob.says(talk, "Which key is it?");
    await bob.says(talk, "The small one", { thread: root });
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.message("Which key is it?").getByText("1 reply").click();
    await alice.details.getByText("The small one").waitFor();

    await alice.details.getByRole("button", { name: "Follow this thread" }).click();
    await alice.details.getByRole("button", { name: "Close" }).click();
    await bob.says(talk, "No, the large one", { thread: root });
    await alice.button("Threads: 1 with new replies").waitFor();
    await alice.message("Which key is it?").getByText("1 new").waitFor();

    await alice.message("Which key is it?").getByText("2 replies").click();
    await alice.button("Threads").waitFor();
    await alice.details.getByRole("button", { name: "Stop following this thread" }).click();
    await alice.details.getByRole("button", { name: "Close" }).click();
    await bob.says(talk, "Sorry", { thread: root });
    await alice.message("Which key is it?").getByText("3 replies").waitFor();
    expect(await alice.button("Threads").count()).toBe(1);
  });

  test("takes a reply that is written without a network, and sends it later", async () => {
    const talk = await aTalk();
    const bob = await Offstage.of("bob");
    const root = await bob.says(talk, "Which key is it?");
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.sees("Which key is it?");

    await alice.presses("Shift+F6");
    await expect.poll(() => alice.focus()).toContain("Which key is it?");
    await alice.presses("t");
    await expect.poll(() => alice.focus()).toBe("Reply in the thread");
    await alice.losesTheNetwork();
    await expect.poll(() => alice.connectionBar.innerText()).toContain("Connection lost.");
    await alice.page.keyboard.type("The small one");
    await alice.presses("Enter");
    await alice.details.getByText("The small one").waitFor();
    await alice.findsTheNetwork();

    await expect
      .poll(async () =>
        (await bob.hears(talk)).filter(({ thread }) => thread === root).map(({ body }) => body),
      )
      .toEqual(["The small one"]);
  });

  test("fills the screen of a phone, and one comes back to where one was", async () => {
    const talk = await aTalk();
    const bob = await Offstage.of("bob");
    const root = await bob.says(talk, "Which key is it?");
    await bob.says(talk, "The small one", { thread: root });
    const alice = await arrives("alice", { screen: phone });
    await alice.opens(talk);

    const line = alice.message("Which key is it?").getByRole("button", { name: "1 reply" });
    expect((await line.boundingBox())!.height).toBeGreaterThanOrEqual(44);
    await line.tap();
    await alice.details.getByText("The small one").waitFor();
    await isForEverybody(alice.page);
    await alice.page.goBack();
    await alice.details.waitFor({ state: "detached" });
    await alice.sees("Which key is it?");
  });
});
