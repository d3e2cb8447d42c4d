import { describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives } from "./person";
import { fresh, Offstage } from "./server";

/** A dot of one pixel. */
const dot = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==",
  "base64",
);

describe("An emoji of the organisation's own", () => {
  test("is added by an administrator, said and reacted with by everybody, and taken away", async () => {
    const name = fresh("dot").replace(" ", "-");
    const admin = await arrives("admin");
    await admin.looksAt("settings");
    await admin.dialog.getByLabel("Name", { exact: true }).fill(name);
    await admin.dialog
      .locator('input[type="file"]')
      .setInputFiles({ name: "dot.png", mimeType: "image/png", buffer: dot });
    await admin.dialog.getByRole("button", { name: "Add", exact: true }).click();
    await admin.dialog.getByText(`:${name}:`).waitFor();
    await isForEverybody(admin.page, "[role=dialog]");

    const bob = await Offstage.of("bob");
    const talk = await bob.creates({ kind: "group", name: fresh("Signs") }, "alice");
    await bob.says(talk, `Well done :${name}:`);
    const alice = await arrives("alice");
    await alice.opens(talk);
    const picture = alice.message("Well done").getByRole("img", { name: `:${name}:` });
    await picture.waitFor();
    await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(1);

    await alice.does("React", "Well done");
    await alice.page.keyboard.type(name);
    await alice.dialog.getByRole("button", { name, exact: true }).click();
    await expect
      .poll(() => alice.reactions("Well done").getAttribute("aria-label"))
      .toBe(`You reacted with :${name}:`);
    await alice.reactions("Well done").getByRole("img").waitFor();
    await isForEverybody(alice.page);

    await admin.dialog.getByRole("button", { name: `Take ${name} away` }).click();
    await admin.dialog.getByText(`:${name}:`).waitFor({ state: "detached" });
  });

  test("is no business of others", async () => {
    const alice = await arrives("alice");
    await alice.looksAt("settings");
    await alice.dialog.getByText("Show what links lead to").waitFor();

    expect(await alice.dialog.getByText("Emoji of this organisation").count()).toBe(0);
  });
});
