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

describe("In French", () => {
  test("everything is said in French", async () => {
    const somebody = await visits("carol", { language: "fr-FR" });
    await somebody.page.getByLabel("Nom d’utilisateur").waitFor();
    const carol = await arrives("carol", { language: "fr-FR" });
    await carol.opens(talk);
    await carol.sees("Alice Arnold a commencé cette conversation");

    await carol.looksAt("settings");
    await carol.dialog.getByRole("tab", { name: "Notifications" }).click();
    await carol.dialog.getByText("Heures calmes").waitFor();
  });
});

describe("In Arabic", () => {
  test("the page goes from right to left", async () => {
    const carol = await arrives("carol", { language: "ar" });
    await carol.opens(talk);
    expect(await carol.page.locator("html").getAttribute("dir")).toBe("rtl");
    await carol.sees("بدأ");

    const [listLeft] = await across(carol, 'nav[data-pane="list"]');
    const [, paneRight] = await across(carol, "main");
    expect(listLeft).toBeGreaterThanOrEqual(paneRight - 1);
    // What one may press to come back points to where one came from
    const mirrored = await carol.page.evaluate(
      () => getComputedStyle(document.querySelector(".tabler-icon-send-2")!).scale,
    );
    expect(mirrored).toBe("-1 1");
  });

  test("what was written keeps its own direction, and begins where what is written begins", async () => {
    const carol = await arrives("carol", { language: "ar" });
    await carol.opens(talk);
    await carol.sees("صباح الخير");
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
    expect(english.begins).toBe(arabic.begins);
    expect(list.begins).toBe(arabic.begins);
  });

  for (const [name, screen] of Object.entries({ wide, phone })) {
    test(`nobody is kept out on a ${name} screen, and nothing is cut off`, async () => {
      const carol = await arrives("carol", { screen, language: "ar" });
      await carol.opens(talk);
      await carol.sees("Good morning");
      await isForEverybody(carol.page);
      for (const dialog of ["new", "channels", "settings", "keys"] as const) {
        await carol.looksAt(dialog);
        await expect.poll(() => carol.dialog.getByRole("status").count()).toBe(0);
        await isForEverybody(carol.page, "[role=dialog]");
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

  test("one can change to it and back, without a reload", async () => {
    const offstage = await Offstage.of("carol");
    onTestFinished(() => offstage.choosesNothing());
    const carol = await arrives("carol");
    await carol.looksAt("settings");
    await carol.dialog.getByLabel("Language").selectOption("ar");
    await carol.page.locator('html[dir="rtl"][lang="ar"]').waitFor();

    await carol.dialog.getByLabel("اللغة").selectOption("en");

    await carol.page.locator('html[dir="ltr"][lang="en"]').waitFor();
  });
});
