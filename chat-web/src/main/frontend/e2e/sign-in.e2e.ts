import { describe, expect, test } from "vitest";
import { arrives, visits } from "./person";
import { fresh, Offstage } from "./server";

describe("Signing in", () => {
  test("leads to the conversations, and a reload stays there", async () => {
    const alice = await visits("alice");
    await alice.page.locator('input[name="username"]:focus').waitFor();

    await alice.signsIn();
    await alice.isInside();
    await alice.page.reload();

    await alice.isInside();
  });

  test("with a wrong password says what is wrong and keeps the username", async () => {
    const carol = await visits("carol");

    await carol.signsIn("not-her-password");

    await carol.page.getByText("The username or the password is wrong").waitFor();
    expect(await carol.page.getByLabel("Username").inputValue()).toBe("carol");
    // The password is chosen, so that the next letters replace it
    await carol.page.keyboard.type("parley-demo");
    expect(await carol.page.getByRole("textbox", { name: "Password" }).inputValue()).toBe("parley-demo");
  });

  test("with nothing typed asks for what is missing", async () => {
    const carol = await visits("carol");

    await carol.button("Sign in").click();

    await carol.page.getByText("Enter your username and your password.").waitFor();
  });

  test("says that the server does not answer, and goes on when it does", async () => {
    const dave = await visits("dave", { fragile: true });
    await dave.serverGoesAway();

    await dave.signsIn();

    await dave.page.getByText("The server does not answer. What you typed is kept").waitFor();
    expect(await dave.page.getByLabel("Username").inputValue()).toBe("dave");
    await dave.serverComesBack();
    await dave.button("Sign in").click();
    await dave.isInside();
  });

  test("comes back to the conversation that was asked for", async () => {
    const talk = await (
      await Offstage.of("alice")
    ).creates({ kind: "group", name: fresh("Handover") }, "bob");
    const bob = await visits("bob");
    await bob.page.goto(`/c/${talk.id}`);

    await bob.signsIn();

    await expect.poll(() => bob.title.innerText()).toBe(talk.name);
  });
});

describe("Signing out", () => {
  test("ends the session and remembers the name", async () => {
    const dave = await visits("dave");
    await dave.signsIn();
    await dave.isInside();

    await dave.chooses("Dave Dietrich: your menu", "Sign out");
    await dave.dialog.getByRole("button", { name: "Sign out" }).click();

    await expect.poll(() => dave.page.getByLabel("Username").inputValue()).toBe("dave");
    await dave.page.reload();
    await dave.page.getByLabel("Username").waitFor();
  });

  test("offers to keep what was written and not sent", async () => {
    const talk = await (
      await Offstage.of("alice")
    ).creates({ kind: "group", name: fresh("Minutes") }, "dave");
    const dave = await arrives("dave");
    await dave.opens(talk);
    await dave.types("half a thought");

    await dave.chooses("Dave Dietrich: your menu", "Sign out");
    await dave.dialog.getByText("There is 1 draft.").waitFor();
    await dave.dialog.getByRole("button", { name: "Sign out" }).click();
    await dave.signsIn();
    await dave.isInside();
    await dave.opens(talk);

    expect(await dave.composer.inputValue()).toBe("half a thought");
  });

  test("from afar signs out the other browser, which says so and keeps its drafts", async () => {
    const talk = await (
      await Offstage.of("alice")
    ).creates({ kind: "group", name: fresh("Lost phone") }, "dave");
    const desk = await arrives("dave");
    const lost = await visits("dave", {
      agent: "Mozilla/5.0 (Android 16; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0",
    });
    await lost.signsIn();
    await lost.isInside();
    await lost.opens(talk);
    await lost.types("do not lose this");

    await desk.chooses("Dave Dietrich: your menu", "Settings");
    await desk.sets("Devices");
    const other = desk.dialog.getByRole("listitem").filter({ hasText: "Firefox · Android" });
    await other.first().waitFor();
    const before = await other.count();
    await other.first().getByRole("button", { name: "Sign out" }).click();
    await expect.poll(() => other.count()).toBe(before - 1);

    await lost.page.getByText("You were signed out").waitFor();
    await lost.signsIn();
    await lost.isInside();
    await lost.opens(talk);
    expect(await lost.composer.inputValue()).toBe("do not lose this");
  });
});
