import temml from "temml";

/** Longer ones are not written by hand, and would hold up the page. */
const LONGEST_TEX = 2_000;

export function drawMath(tex: string, wide: boolean): string | undefined {
  if (tex.length > LONGEST_TEX) return undefined;
  try {
    const drawn = temml.renderToString(tex, {
      displayMode: wide,
      throwOnError: true,
      // No links and pictures
      trust: false,
      maxExpand: 100,
      maxSize: [5, 5],
    });
    // The sieve takes styles away, but the browser reports them to the page's policy before
    return drawn.replace(/<[^>]+>/g, (tag) => tag.replace(/ style="[^"]*"/g, ""));
  } catch {
    return undefined;
  }
}
