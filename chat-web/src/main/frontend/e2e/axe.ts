import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

type Scheme = "light" | "dark";

/** What keeps people from using this page as it is now, in these colours; in words that say where. */
async function hindrances(
  page: Page,
  within: string,
  scheme: Scheme,
  asked: axe.RunOptions,
): Promise<string[]> {
  const found = await page.evaluate(
    async ([where, wanted, options]) => {
      const { dataset } = document.documentElement;
      const before = dataset.mantineColorScheme;
      // Nothing fades from the one to the other, and it is measured once before it may fade again
      const still = new CSSStyleSheet();
      still.replaceSync("* { transition: none !important }");
      document.adoptedStyleSheets.push(still);
      dataset.mantineColorScheme = wanted;
      const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(where, options);
      dataset.mantineColorScheme = before;
      document.body.getBoundingClientRect();
      document.adoptedStyleSheets.splice(document.adoptedStyleSheets.indexOf(still), 1);
      return violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary ?? ""}`),
      }));
    },
    [within, scheme, asked] as const,
  );
  return found.map(({ id, help, where }) => `${id}: ${help} (${scheme})\n  ${where.join("\n  ")}`);
}

/**
 * Nobody is kept out: nothing that axe finds, and nothing that sticks out to the side.
 *
 * @param within what to look at, if what is below it is looked at elsewhere
 */
export async function isForEverybody(page: Page, within = "html"): Promise<void> {
  await page.evaluate(`typeof axe === "undefined" && (() => { ${axe.source} })()`);
  const all: axe.RunOptions = { resultTypes: ["violations"] };
  // More than once, because what has just come may still move
  await expect.poll(() => hindrances(page, within, "light", all)).toEqual([]);
  // In the dark it is the same page in other colours
  const colours: axe.RunOptions = { ...all, runOnly: { type: "rule", values: ["color-contrast"] } };
  await expect.poll(() => hindrances(page, within, "dark", colours)).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
  ).toBeLessThanOrEqual(0);
}
