import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** What keeps people from using this page as it is now, in light and in dark; in words that say where. */
async function hindrances(page: Page, without: readonly string[]): Promise<string[]> {
  const found = await page.evaluate(async (rules) => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ["violations"],
      rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: false }])),
    });
    return violations.map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`),
    }));
  }, without);
  return found.map(({ id, help, where }) => `${id}: ${help}\n  ${where.join("\n  ")}`);
}

/** Nobody is kept out: nothing that axe finds, and nothing that sticks out to the side. */
export async function isForEverybody(page: Page, { without }: { without?: string } = {}): Promise<void> {
  await page.evaluate(`typeof axe === "undefined" && (() => { ${axe.source} })()`);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    // All of a walk at once, not one a run
    expect.soft(await hindrances(page, without === undefined ? [] : [without])).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
}
