import { beforeAll, describe, expect, test } from "vitest";
import { isForEverybody } from "./axe";
import { arrives, type Person } from "./person";
import { fresh, Offstage } from "./server";

/** A screen of 1440×900 at 200 %. */
const zoomed = { width: 720, height: 450 };
const dialogs = ["jump", "new", "channels", "settings", "status", "keys"] as const;

let talk: { id: number };

beforeAll(async () => {
  const alice = await Offstage.of("alice");
  talk = await alice.creates({ kind: "group", name: fresh("Looks"), topic: "However one looks" }, "carol");
  await alice.says(talk, "Can you read this?\n\n```\nlet it = be;\n```");
});

async function carolThere(screen?: { width: number; height: number }): Promise<Person> {
  const carol = await arrives("carol", screen ? { screen } : {});
  await carol.opens(talk);
  await carol.sees("Can you read this?");
  return carol;
}

describe("At 200 %", () => {
  test("nothing is lost: one can read, write and reach everything in every dialog", async () => {
    const carol = await carolThere(zoomed);
    await isForEverybody(carol.page);
    expect((await carol.composer.boundingBox())!.y).toBeLessThan(zoomed.height);
    expect((await carol.log.boundingBox())!.height).toBeGreaterThan(100);

    for (const dialog of dialogs) {
      await carol.looksAt(dialog);
      await expect.poll(() => carol.dialog.getByRole("status").count()).toBe(0);
      const last = carol.dialog.locator("button, input, select, dd").last();
      await last.scrollIntoViewIfNeeded();
      const box = (await last.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(zoomed.width);
      expect(box.y + box.height).toBeLessThanOrEqual(zoomed.height);
      await carol.closes();
    }
  });
});

describe("Where the system decides on all colours", () => {
  test("what is chosen can be told from what is not", async () => {
    const carol = await carolThere();
    await carol.page.emulateMedia({ forcedColors: "active" });
    const ground = (selector: string) =>
      carol.page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);

    expect(await ground('a[aria-current="page"]')).not.toBe(
      await ground("a[data-conversation]:not([aria-current])"),
    );
    await carol.sets("Appearance");
    for (const one of ['[role="tab"]', ".mantine-SegmentedControl-label"]) {
      const chosen = one.includes("tab") ? `${one}[aria-selected="true"]` : `${one}[data-active]`;
      const other = one.includes("tab") ? `${one}[aria-selected="false"]` : `${one}:not([data-active])`;
      expect(await ground(chosen), one).not.toBe(await ground(other));
    }
    await carol.sets("Privacy");
    expect(
      await carol.page
        .locator(".mantine-Switch-track")
        .first()
        .evaluate((element) => getComputedStyle(element).borderTopWidth),
    ).toBe("1px");
  });
});

describe("For those who want less motion", () => {
  test("nothing moves, neither in the page nor in what lies over it", async () => {
    const carol = await carolThere();
    const moving = () =>
      carol.page.evaluate(() =>
        [...document.querySelectorAll("*")]
          .filter((element) => {
            const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
            const longest = (durations: string) => Math.max(...durations.split(",").map(Number.parseFloat));
            return (
              (animationName !== "none" && longest(animationDuration) > 0.001) ||
              longest(transitionDuration) > 0.001
            );
          })
          .map((element) => element.outerHTML.slice(0, 120)),
      );

    expect(await moving()).toEqual([]);
    await carol.looksAt("settings");
    expect(await moving()).toEqual([]);
  });
});

describe("The Tab key", () => {
  test("goes through the page as one reads it", async () => {
    const carol = await carolThere();
    await carol.page.locator('a[href="#conversation"]').focus();

    const regions: string[] = [];
    for (let press = 0; press < 30 && regions.at(-1) !== "composer"; press++) {
      await carol.presses("Tab");
      const region = await carol.page.evaluate(() => {
        const within = (selector: string) => document.activeElement?.closest(selector) != null;
        if (within('[data-pane="composer"]')) return "composer";
        if (within('[role="log"]')) return "messages";
        if (within("main > header")) return "header";
        if (within('nav[aria-label="Main"]')) return "rail";
        return within('[aria-label="Conversations"]') ? "list" : "elsewhere";
      });
      if (regions.at(-1) !== region) regions.push(region);
    }

    expect(regions).toEqual(["rail", "list", "header", "messages", "composer"]);
  });
});
