import type { MarkdownIt, StateInline } from "markdown-it";
import { customEmojis } from "./customEmoji";

/** The organization's own emoji, by their names between colons. */
export function signs(markdown: MarkdownIt): void {
  markdown.inline.ruler.before("emphasis", "custom_emoji", sign);
  markdown.renderer.rules.custom_emoji = (tokens, index) => {
    const { content, meta } = tokens[index]!;
    const { escapeHtml } = markdown.utils;
    const name = escapeHtml(content);
    return `<img class="emoji" src="${escapeHtml((meta as { picture: string }).picture)}" alt="${name}" title="${name}">`;
  };
}

const SIGN = /:([a-z][a-z0-9_+-]{1,31}):/y;

function sign(state: StateInline, silent: boolean): boolean {
  SIGN.lastIndex = state.pos;
  const [all, name] = SIGN.exec(state.src) ?? [];
  if (all === undefined || name === undefined || state.pos + all.length > state.posMax) return false;
  const picture = customEmojis.picture(name);
  if (picture === undefined) return false;
  if (!silent) {
    const token = state.push("custom_emoji", "img", 0);
    token.content = all;
    token.meta = { picture };
  }
  state.pos += all.length;
  return true;
}
