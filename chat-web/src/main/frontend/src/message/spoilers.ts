import type { MarkdownIt, StateInline } from "markdown-it";

/** Words between two bars on either side are hidden until somebody wants to know: `||the gardener||`. */
export function spoilers(markdown: MarkdownIt): void {
  markdown.inline.ruler.at("text", words);
  markdown.inline.ruler.before("emphasis", "spoiler", spoiler);
  markdown.renderer.rules.spoiler_open = () => '<span class="spoiler">';
  markdown.renderer.rules.spoiler_close = () => "</span>";
}

/** All that can begin something else than words: as in markdown-it, and the bar. */
const WORDS = /[^\n!#$%&*+\-:<=>@[\\\]^_`{|}~]+/y;

function words(state: StateInline, silent: boolean): boolean {
  WORDS.lastIndex = state.pos;
  const [found] = WORDS.exec(state.src) ?? [];
  if (found === undefined) return false;
  const end = Math.min(state.pos + found.length, state.posMax);
  if (!silent) state.pending += state.src.slice(state.pos, end);
  state.pos = end;
  return true;
}

function spoiler(state: StateInline, silent: boolean): boolean {
  const { src, pos, posMax } = state;
  if (!src.startsWith("||", pos)) return false;
  const end = src.indexOf("||", pos + 2);
  if (end <= pos + 2 || end + 2 > posMax || src.slice(pos + 2, end).trim() === "") return false;
  if (!silent) {
    state.push("spoiler_open", "span", 1);
    state.pos = pos + 2;
    state.posMax = end;
    state.md.inline.tokenize(state);
    state.posMax = posMax;
    state.push("spoiler_close", "span", -1);
  }
  state.pos = end + 2;
  return true;
}
