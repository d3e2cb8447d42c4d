import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

let talk: { id: number };

beforeAll(async () => {
  const alice = await Offstage.of("alice");
  talk = await alice.creates({ kind: "group", name: fresh("Half past two") }, "carol");
  await alice.says(talk, "Shall we?");
});

async function carolWithChoices() {
  const offstage = await Offstage.of("carol");
  onTestFinished(() => offstage.choosesNothing());
  const carol = await arrives("carol");
  await carol.opens(talk);
  await carol.sees("Shall we?");
  return carol;
}

describe("The settings", () => {
  test("can be gone through with the keyboard, part by part", async () => {
    const carol = await carolWithChoices();
    await carol.chooses("Carol Chen: your menu", "Settings");
    await carol.dialog.waitFor();
    await carol.presses("Tab");
    expect(await carol.focus()).toBe("Appearance");

    await carol.presses("ArrowDown");
    await carol.dialog.getByText("Quiet hours").waitFor();
    await carol.presses("ArrowDown");
    await carol.dialog.getByText("Show when I was last here").waitFor();
    await carol.presses("ArrowDown");
    await carol.dialog.getByText("Where you are signed in.").waitFor();
    await carol.presses("ArrowDown", "Tab");
    expect(await carol.page.evaluate(() => document.activeElement?.getAttribute("type"))).toBe("radio");

    await carol.presses("Escape");
    await carol.dialog.waitFor({ state: "detached" });
  });

  test("draw more on a page and write times as one likes, here and on one’s other devices, from the first paint on", async () => {
    const carol = await carolWithChoices();
    const couch = await arrives("carol");
    const height = async () => (await carol.row(talk).boundingBox())!.height;
    const before = await height();
    await carol.sets("Appearance");

    await carol.dialog.getByText("Compact", { exact: true }).click();

    await expect.poll(height).toBeLessThan(before);
    await couch.page.locator('html[data-density="compact"]').waitFor();
    await carol.page.reload();
    expect(await carol.page.locator("html").getAttribute("data-density")).toBe("compact");
    await carol.dialog.getByText("Comfortable", { exact: true }).click();
    await expect.poll(height).toBe(before);

    const written = () => carol.message("Shall we?").locator("time").first().innerText();
    await carol.dialog.getByText("2:30 PM", { exact: true }).click();
    await expect.poll(written).toMatch(/^\d\d:\d\d\s(am|pm)$/i);
    await carol.dialog.getByText("14:30", { exact: true }).click();
    await expect.poll(written).toMatch(/^\d\d:\d\d$/);
  });
});
