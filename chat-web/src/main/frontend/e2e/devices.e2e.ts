import { describe, expect, onTestFinished, test } from "vitest";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

const menu = "More about this conversation";

async function aTalk() {
  const bob = await Offstage.of("bob");
  return bob.creates({ kind: "group", name: fresh("Two screens") }, "alice");
}

describe("On two devices of one person", () => {
  test("what one has begun to write is found on the other, and gone when it was sent", async () => {
    const talk = await aTalk();
    const desk = await arrives("alice");
    const couch = await arrives("alice");
    await desk.opens(talk);
    await couch.opens(talk);

    await desk.types("I have been thinking");
    await expect.poll(() => couch.composer.inputValue()).toBe("I have been thinking");
    await couch.types("I have been thinking about it");
    await expect.poll(() => desk.composer.inputValue()).toBe("I have been thinking about it");

    await couch.composer.press("Enter");
    await desk.sees("I have been thinking about it");
    await expect.poll(() => desk.composer.inputValue()).toBe("");
  });

  test("what one wrote without a connection is told when it is back; the last word stands", async () => {
    const talk = await aTalk();
    const desk = await arrives("alice", { fragile: true });
    await desk.opens(talk);
    await desk.types("before the tunnel");
    const couch = await arrives("alice");
    await couch.opens(talk);
    await expect.poll(() => couch.composer.inputValue()).toBe("before the tunnel");

    await desk.serverGoesAway();
    await desk.types("in the tunnel");
    await desk.serverComesBack();
    await desk.isToldOfAnotherNetwork();

    await expect.poll(() => couch.composer.inputValue()).toBe("in the tunnel");
  });

  test("what is starred or put into a folder on one stands there on the other", async () => {
    const [starred, filed] = [await aTalk(), await aTalk()];
    const desk = await arrives("alice");
    const couch = await arrives("alice");
    const folder = fresh("Work");
    await desk.opens(starred);
    await desk.chooses(menu, "Star");
    await desk.opens(filed);
    await desk.chooses(menu, "Folder and notifications …");
    await desk.page.getByLabel("Folder", { exact: true }).fill(folder);
    await desk.button("Save").click();

    const list = couch.page.getByRole("navigation", { name: "Conversations" });
    await list
      .getByRole("group", { name: "Starred" })
      .locator(`[data-conversation="${starred.id}"]`)
      .waitFor();
    await list.getByRole("group", { name: folder }).locator(`[data-conversation="${filed.id}"]`).waitFor();
  });

  test("what is muted on one does not call on either", async () => {
    const talk = await aTalk();
    const bob = await Offstage.of("bob");
    const desk = await arrives("alice");
    const couch = await arrives("alice");
    await desk.opens(talk);
    await desk.chooses(menu, "Mute");
    await desk.row(talk).getByLabel("Muted").waitFor();
    await couch.row(talk).getByLabel("Muted").waitFor();

    await bob.says(talk, "Lunch?");
    await bob.says(talk, "Anybody?");
    await couch.row(talk).getByText("Anybody?").waitFor({ state: "attached" });
    expect(
      await couch
        .row(talk)
        .getByText(/unread message/)
        .count(),
    ).toBe(0);

    await desk.chooses(menu, "Unmute");
    await couch.row(talk).getByLabel("Muted").waitFor({ state: "detached" });
  });

  test("what is set aside on one is folded away on both, and can be brought back", async () => {
    const talk = await aTalk();
    const desk = await arrives("alice");
    const couch = await arrives("alice");
    await desk.opens(talk);
    await couch.row(talk).waitFor();

    await desk.chooses(menu, "Set aside");

    await couch.row(talk).waitFor({ state: "detached" });
    await couch.page.getByRole("button", { name: /^Set aside/ }).click();
    await couch.row(talk).click();
    await couch.hasOpened(talk);
    await couch.chooses(menu, "Bring back");
    await desk.row(talk).waitFor();
  });

  test("what one chooses in the settings of one, the other looks like at once, and a third from its start", async () => {
    const offstage = await Offstage.of("alice");
    onTestFinished(() => offstage.choosesNothing());
    const desk = await arrives("alice");
    const couch = await arrives("alice");
    await couch.looks("light");
    await desk.looksAt("settings");

    await desk.dialog.getByText("Dark", { exact: true }).click();
    await couch.looks("dark");
    const phone = await arrives("alice");
    await phone.looks("dark");

    await couch.looksAt("settings");
    await couch.dialog.getByLabel("Language").selectOption("de");
    await desk.dialog.getByText("Geräte", { exact: true }).waitFor();
    await desk.dialog.getByText("Hell", { exact: true }).click();
    await couch.looks("light");
    await couch.page.reload();
    await couch.dialog.getByText("Geräte", { exact: true }).waitFor();
    await couch.looks("light");
  });
});
