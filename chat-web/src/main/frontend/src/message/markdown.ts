import DOMPurify from "dompurify";
import MarkdownIt from "markdown-it";
import { signAt, type Meant, type Named } from "./mentions";

/** The names of those that a text speaks to, and which of them mean oneself. */
export interface Names {
  of: ReadonlyMap<Named, string>;
  own: ReadonlySet<Named>;
}

const rich = new MarkdownIt({ html: false, linkify: true, breaks: true });
// A picture from elsewhere would tell elsewhere who reads; a heading would shout and upset the page's outline
rich.disable(["image"]);
rich.renderer.rules.heading_open = () => '<p class="heading">';
rich.renderer.rules.heading_close = () => "</p>";
rich.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>';
rich.renderer.rules.table_close = () => "</table></div>";

const plain = new MarkdownIt("zero", { linkify: true, breaks: true }).enable(["linkify", "newline"]);

for (const markdown of [rich, plain]) {
  markdown.inline.ruler.before("autolink", "mention", (state, silent) => {
    const sign = signAt(state.src, state.pos);
    if (!sign) return false;
    if (!silent) state.push("mention", "", 0).meta = { meant: sign.meant };
    state.pos += sign.length;
    return true;
  });
  markdown.renderer.rules.mention = (tokens, index, _options, env) => {
    const names = env as Partial<Names> | undefined;
    const meant = (tokens[index]!.meta as { meant: Meant }).meant;
    const isMany = meant === "channel" || meant === "here";
    const name = isMany ? meant : (names?.of?.get(meant) ?? "…");
    const own = isMany || names?.own?.has(meant);
    return `<bdi class="mention${own ? " own" : ""}">@${markdown.utils.escapeHtml(name)}</bdi>`;
  };
}

const purify = DOMPurify(window);
purify.addHook("afterSanitizeAttributes", (node) => {
  if (node.tagName === "A") {
    node.setAttribute("target", "_blank");
    node.setAttribute("rel", "noopener noreferrer nofollow");
  }
  if (node.tagName === "PRE") node.setAttribute("tabindex", "0");
  // Each part of a message finds its own direction, by the first letter in it that has one; what is in it follows
  if (node.parentElement?.tagName === "BODY" || /^T[DH]$/.test(node.tagName))
    node.setAttribute("dir", "auto");
  if (node.tagName === "PRE" || node.tagName === "CODE") node.setAttribute("dir", "ltr");
});

const ALLOWED = {
  ALLOWED_TAGS: [
    ..."a bdi blockquote br code del div em hr li ol p pre s strong".split(" "),
    ..."table tbody td th thead tr ul".split(" "),
  ],
  ALLOWED_ATTR: ["href", "class", "start", "tabindex", "dir"],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  RETURN_TRUSTED_TYPE: true,
};

const MOST_KEPT = 500;
const kept = new Map<string, TrustedHTML>();

/**
 * The HTML of a message: markdown-it makes it from text alone, DOMPurify lets through only what a message needs.
 *
 * @param names not needed for a text that speaks to nobody
 */
export function htmlOf(body: string, format: "plain" | "markdown", names?: Names): TrustedHTML {
  const key = `${format} ${names ? JSON.stringify([[...names.of], [...names.own]]) : ""} ${body}`;
  const known = kept.get(key);
  if (known) return known;
  const raw = (format === "plain" ? plain : rich).render(body, { ...names });
  const html = purify.sanitize(raw, ALLOWED) as unknown as TrustedHTML;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, html);
  return html;
}
