import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** What keeps people from using this page as it is now; in words that say where. */
async function hindrances(page: Page, within: string, options: axe.RunOptions): Promise<string[]> {
  const found = await page.evaluate(
    async ([where, asked]) => {
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(where, asked);
      return violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`),
      }));
    },
    [within, options] as const,
  );
  return found.map(({ id, help, where }) => `${id}: ${help}\n  ${where.join("\n  ")}`);
}

async function becomes(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
}

/**
 * Nobody is kept out: nothing that axe finds, and nothing that sticks out to the side.
 *
 * @param within what to look at, if what is below it is looked at elsewhere
 */
export async function isForEverybody(page: Page, within = "html"): Promise<void> {
  await page.evaluate(`typeof axe === "undefined" && (() => { ${axe.source} })()`);
  await becomes(page, "light");
  // More than once, because colours take a moment to change
  await expect.poll(() => hindrances(page, within, { resultTypes: ["violations"] })).toEqual([]);
  // In the dark it is the same page in other colours, and on a phone they are those of the desk
  if (page.viewportSize()!.width >= 768) {
    await becomes(page, "dark");
    const colours = { type: "rule" as const, values: ["color-contrast"] };
    await expect
      .poll(() => hindrances(page, within, { resultTypes: ["violations"], runOnly: colours }))
      .toEqual([]);
    await becomes(page, "light");
  }
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
}
