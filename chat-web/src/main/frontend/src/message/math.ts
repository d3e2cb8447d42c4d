import temml from "temml";

/** Longer ones are not written by hand, and would hold up the page. */
const LONGEST_TEX = 2_000;

export function drawMath(tex: string, wide: boolean): string | undefined {
  if (tex.length > LONGEST_TEX) return undefined;
  try {
    return temml.renderToString(tex, {
      displayMode: wide,
      throwOnError: true,
      // No links, pictures and styles
      trust: false,
      maxExpand: 100,
      maxSize: [5, 5],
    });
  } catch {
    return undefined;
  }
}
