import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { arrives, phone, wide, type Person } from "./person";
import { Offstage } from "./server";

/** Where the pictures go. */
const folder = process.env.SCREENS ?? fileURLToPath(new URL("./screens", import.meta.url));

async function shot(person: Person, name: string): Promise<void> {
  await expect.poll(() => person.page.getByRole("status", { name: /loading|lädt|geladen/ }).count()).toBe(0);
  await person.page.screenshot({ path: `${folder}/${name}.png` });
}

/** The pages of the administration, for somebody to look at. */
test("pictures of the administration", { timeout: 300_000 }, async () => {
  mkdirSync(folder, { recursive: true });
  const alice = await Offstage.of("alice");
  const talk = await alice.creates({ kind: "group", name: "Lunch on Friday" }, "bob", "carol");
  await alice.says(talk, "The place at the river has a table at half past twelve.");
  for (const [device, screen, scheme, language] of [
    ["wide", wide, "light", "en-GB"],
    ["wide", wide, "dark", "en-GB"],
    ["wide-german", wide, "light", "de-DE"],
    ["phone", phone, "dark", "en-GB"],
    ["wide-arabic", wide, "light", "ar"],
  ] as const) {
    const admin = await arrives("admin", { screen, scheme, language });
    const called = (what: string) => `${what}-${device}-${scheme}`;
    for (const place of (process.env.PARLEY_PLACES ?? "people conversations").split(" ")) {
      await admin.page.goto(`/admin/${place}`);
      await admin.page.locator("h1").first().waitFor();
      await shot(admin, called(place));
      const row = admin.page.locator("tbody [data-row]").nth(1);
      if ((await row.count()) > 0) {
        await row.click();
        await admin.page.locator("aside h3").first().waitFor();
        await shot(admin, called(`${place}-panel`));
      }
    }
  }
});
