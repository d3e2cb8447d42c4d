import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives, phone, visits, wide, type Person } from "./person";
import { fresh, Offstage } from "./server";

let talk: { id: number };

beforeAll(async () => {
  const alice = await Offstage.of("alice");
  talk = await alice.creates(
    { kind: "group", name: fresh("Languages"), topic: "All of them" },
    "bob",
    "carol",
  );
  await alice.says(talk, "Good morning, everybody");
  await (await Offstage.of("bob")).says(talk, "صباح الخير جميعًا");
  await (await Offstage.of("carol")).says(talk, "- one\n- two");
});

/** Where something is across the page: its edges, from the left. */
async function across(person: Person, selector: string): Promise<[left: number, right: number]> {
  const { x, width } = (await person.page.locator(selector).first().boundingBox())!;
  return [x, x + width];
}

/** What each language says of how the conversation began. */
const began = {
  de: "Alice Arnold hat diese Unterhaltung begonnen",
  fr: "Alice Arnold a commencé cette conversation",
  ar: "بدأ",
};
const dialogs = ["jump", "new", "channels", "settings", "status", "keys"] as const;

describe("In another language", () => {
  for (const [language, words] of Object.entries(began)) {
    for (const [name, screen] of Object.entries({ wide, phone })) {
      // Each of them on one screen, and the one that turns the page around on both
      if (screen === phone && language !== "ar") continue;
      test(`everything is said in it, and nothing is cut off: ${language}, on a ${name} screen`, async () => {
        const carol = await arrives("carol", { screen, language });
        expect(await carol.page.locator("html").getAttribute("lang")).toBe(language);
        await carol.opens(talk);
        await carol.sees(words);
        if (language === "ar") await isForEverybody(carol.page);
        for (const dialog of dialogs) {
          await carol.looksAt(dialog);
          await expect.poll(() => carol.dialog.getByRole("status").count()).toBe(0);
          const cut = await carol.dialog.locator("button, label, h2, h3").evaluateAll((elements) =>
            elements
              .filter((element) => element.scrollWidth > element.clientWidth + 1)
              .filter((element) => getComputedStyle(element).display !== "inline")
              .map((element) => element.textContent),
          );
          expect(cut).toEqual([]);
          await carol.closes();
        }
      });
    }
  }

  test("one signs in already", async () => {
    const somebody = await visits("carol", { language: "fr-FR" });
    await somebody.page.getByLabel("Nom d’utilisateur").waitFor();
  });

  test("one goes on without a reload, stays so after one, and can go back", async () => {
    const offstage = await Offstage.of("carol");
    onTestFinished(() => offstage.choosesNothing());
    const carol = await arrives("carol");
    await carol.looksAt("settings");
    await carol.dialog.getByLabel("Language").selectOption("ar");
    await carol.page.locator('html[dir="rtl"][lang="ar"]').waitFor();
    await carol.page.reload();

    await carol.dialog.getByLabel("اللغة").selectOption("en");

    await carol.page.locator('html[dir="ltr"][lang="en"]').waitFor();
  });
});

describe("From right to left", () => {
  test("the page turns around, and what was written keeps its own direction", async () => {
    const carol = await arrives("carol", { language: "ar" });
    await carol.opens(talk);
    await carol.sees("صباح الخير");
    expect(await carol.page.locator("html").getAttribute("dir")).toBe("rtl");
    const [listLeft] = await across(carol, 'nav[data-pane="list"]');
    const [, paneRight] = await across(carol, "main");
    expect(listLeft).toBeGreaterThanOrEqual(paneRight - 1);
    // What points, points the other way
    const mirrored = await carol.page.evaluate(
      () => getComputedStyle(document.querySelector(".tabler-icon-send-2")!).scale,
    );
    expect(mirrored).toBe("-1 1");

    const edges = async (words: string) => {
      const paragraph = carol.message(words).locator("p, ul").last();
      const { x, width } = (await paragraph.boundingBox())!;
      const direction = await paragraph.evaluate((element) => getComputedStyle(element).direction);
      return { direction, begins: Math.round(x + width) };
    };
    const arabic = await edges("صباح الخير");
    const english = await edges("Good morning");
    const list = await edges("one");
    expect([arabic.direction, english.direction, list.direction]).toEqual(["rtl", "ltr", "ltr"]);
    // Wherever it goes from there, it begins where names begin
    expect(english.begins).toBe(arabic.begins);
    expect(list.begins).toBe(arabic.begins);
  });
});
