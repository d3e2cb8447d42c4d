import type { MarkdownIt, StateInline } from "markdown-it";

const DOLLAR = 0x24;

/**
 * TeX between dollars, `$e^x$` within a line or `$$e^x$$` on its own. Prices are none: neither a blank inside the dollars
 * nor a letter or digit outside of them makes a formula.
 */
export function formulas(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("escape", "formula", formula);
}

const WIDE = /\$\$([^$]+)\$\$/y;
const NARROW = /\$((?![\s$])(?:[^$\\\n]|\\[^\n])*)\$(?![\p{L}\p{N}$])/uy;
const BEFORE = /[\p{L}\p{N}$]$/u;

function formula(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (src.charCodeAt(pos) !== DOLLAR) return false;
  const wide = src.charCodeAt(pos + 1) === DOLLAR;
  const mark = wide ? WIDE : NARROW;
  mark.lastIndex = pos;
  const [all, tex] = mark.exec(src) ?? [];
  if (all === undefined || tex === undefined || pos + all.length > posMax) return false;
  if (tex.trim() === "" || (!wide && (/\s$/.test(tex) || BEFORE.test(src.slice(Math.max(0, pos - 2), pos)))))
    return false;
  if (!silent) state.push(wide ? "formula_wide" : "formula", "math", 0).content = tex.trim();
  state.pos += all.length;
  return true;
}
