import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives, phone, type Person } from "./person";
import { fresh, Offstage } from "./server";

const tab = (person: Person, name: string) => person.dialog.getByRole("tab", { name, exact: true });

/** Opens a case by what was reported, and takes it. */
async function takes(person: Person, words: string): Promise<void> {
  await person.dialog.getByRole("button", { name: words }).click();
  await person.dialog.getByRole("button", { name: "Take this case" }).click();
  await person.dialog.getByRole("button", { name: "Give back" }).waitFor();
}

describe("A message that somebody reports", () => {
  test("is decided about, the one who said it appeals, and somebody else gives them right", async () => {
    const talk = await (
      await Offstage.of("alice")
    ).creates({ kind: "group", name: fresh("Heated") }, "bob", "carol");
    const words = fresh("What nonsense");
    await (await Offstage.of("carol")).says(talk, "I would paint it blue");
    await (await Offstage.of("bob")).says(talk, words);
    const [alice, bob, carol] = [await arrives("alice"), await arrives("bob"), await arrives("carol")];
    await bob.opens(talk);
    await carol.opens(talk);

    // Carol reports it
    await carol.does("Report …", words);
    await carol.page.getByLabel("What else should be known?").fill("That was not necessary.");
    await isForEverybody(carol.page, "[role=dialog]");
    await carol.dialog.getByRole("button", { name: "Report", exact: true }).click();
    await carol.dialog.waitFor({ state: "detached" });

    // Alice sees it in the words it had, and with what was said before
    await alice.page.getByRole("button", { name: /^Reports: \d+ waits? for your decision$/ }).click();
    await takes(alice, words);
    await alice.dialog.getByText("I would paint it blue").waitFor();
    await alice.dialog.getByText("That was not necessary.").waitFor();
    await isForEverybody(alice.page, "[role=dialog]");
    await alice.dialog.getByLabel("Decision", { exact: true }).selectOption("mute");
    await alice.dialog.getByLabel("Reason, for the person it concerns").fill("Be kind");
    await alice.dialog.getByRole("button", { name: "Decide" }).click();

    // Bob learns of it, and appeals
    await bob.page.getByTestId("closed").getByText("Reason: Be kind").waitFor();
    await bob.button("Something was decided about you").click();
    const about = bob.dialog.getByRole("listitem").filter({ hasText: words });
    await about.getByText("Reason: Be kind").waitFor();
    await about.getByRole("button", { name: "Appeal …" }).click();
    await about.getByLabel("What is there to be said against it?").fill("I meant my own idea.");
    await isForEverybody(bob.page, "[role=dialog]");
    await about.getByRole("button", { name: "Appeal" }).click();
    await about.getByText("Not decided yet.").waitFor();

    // Alice has decided already, so it is for the administrators
    const admin = await arrives("admin", { screen: phone });
    await admin.looksAt("reports");
    await tab(admin, "To decide").click();
    await takes(admin, words);
    await admin.dialog.getByText("I meant my own idea.").waitFor();
    await admin.dialog.getByRole("button", { name: "The appeal is right" }).click();

    await about.getByText("The appeal was right.").waitFor();
    await bob.closes();
    await bob.writes("Thank you");
    await carol.sees("Thank you");
    await carol.looksAt("reports");
    await tab(carol, "My reports").click();
    await carol.dialog
      .getByRole("listitem")
      .filter({ hasText: talk.name! })
      .getByText("Taken back after an appeal")
      .waitFor();
  });
});

describe("Somebody whom one reports", () => {
  test("is a matter for the administrators", async () => {
    const talk = await (await Offstage.of("alice")).creates({ kind: "group", name: fresh("Office") }, "dave");
    const dave = await arrives("dave");
    await dave.opens(talk);

    await dave.button("Show the members").click();
    await dave.chooses("Alice Arnold: more", "Report …");
    await dave.page.getByLabel("What is wrong?").selectOption("spam");
    await dave.dialog.getByRole("button", { name: "Report", exact: true }).click();
    await dave.dialog.waitFor({ state: "detached" });
    await dave.looksAt("reports");
    await tab(dave, "My reports").click();

    await dave.dialog.getByRole("listitem").filter({ hasText: "Alice Arnold" }).first().waitFor();
    await tab(dave, "To decide").click();
    await dave.dialog.getByText("There is nothing here that you decide about.").waitFor();
    expect(await dave.page.getByRole("button", { name: /^Reports: / }).count()).toBe(0);
  });
});
