import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

describe("What one saves for later", () => {
  test("is on one's other device too, leads back to where it was said, and is nobody else's business", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Reading") }, "alice");
    const words = fresh("A long article");
    await bob.says(talk, words);
    const laptop = await arrives("alice");
    const other = await arrives("alice");
    const bobs = await arrives("bob");
    for (const person of [laptop, other, bobs]) {
      await person.opens(talk);
      await person.sees(words);
    }

    await laptop.does("Save for later", words);
    await other.message(words).getByText("Saved for later").waitFor();
    expect(await bobs.message(words).getByText("Saved for later").count()).toBe(0);

    await other.button("Conversations").click();
    await other.button("Saved messages").click();
    await other.dialog.getByText(words).waitFor();
    await isForEverybody(other.page, "[role=dialog]");
    await other.dialog.getByText(words).click();
    await other.dialog.waitFor({ state: "detached" });
    await other.message(words).waitFor();
    await expect.poll(() => other.message(words).getAttribute("data-named")).toBe("true");

    await laptop.button("Saved messages").click();
    await laptop.dialog
      .getByRole("listitem")
      .filter({ hasText: words })
      .getByRole("button", { name: "Take off the saved ones" })
      .click();
    await laptop.dialog.getByText(words).waitFor({ state: "detached" });
    await other.message(words).getByText("Saved for later").waitFor({ state: "detached" });
  });

  test("is kept when there is no network just then", async () => {
    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Train") }, "alice");
    const words = fresh("Read this on the train");
    await bob.says(talk, words);
    const alice = await arrives("alice");
    await alice.opens(talk);
    await alice.sees(words);

    await alice.losesTheNetwork();
    await expect.poll(() => alice.connectionBar.innerText()).toContain("Connection lost.");
    await alice.does("Save for later", words);
    await alice.message(words).getByText("Saved for later").waitFor();
    await alice.findsTheNetwork();

    const offstage = await Offstage.of("alice");
    await expect.poll(() => offstage.saved()).toContain(words);
  });
});
