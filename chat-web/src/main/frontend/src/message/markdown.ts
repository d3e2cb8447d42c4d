import DOMPurify from "dompurify";
import MarkdownIt, { type MarkdownIt as Markdown } from "markdown-it";
import { customEmojis } from "./customEmoji";
import { formulas } from "./formulas";
import { late } from "./late";
import { signAt, type Meant, type Named } from "./mentions";
import { signs } from "./signs";
import { spoilers } from "./spoilers";
import { tasks } from "./tasks";

/** The names of those that a text speaks to, and which of them mean oneself. */
export interface Names {
  of: ReadonlyMap<Named, string>;
  own: ReadonlySet<Named>;
}

/** Deeper than people quote or indent; each level is an element in another. */
const DEEPEST = 20;

const rich = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: DEEPEST })
  .use(spoilers)
  .use(formulas)
  .use(signs)
  .use(tasks);
// A picture from elsewhere would tell elsewhere who reads; a heading would shout and upset the page's outline
rich.disable(["image"]);
rich.renderer.rules.heading_open = () => '<p class="heading">';
rich.renderer.rules.heading_close = () => "</p>";
rich.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>';
rich.renderer.rules.table_close = () => "</table></div>";
for (const cell of ["th_open", "td_open"])
  rich.renderer.rules[cell] = (tokens, index, options) => {
    const token = tokens[index]!;
    // Where its words stand is said by a style, which has no place in this page
    const side = /\w+$/.exec(String(token.attrGet("style") ?? ""))?.[0];
    if (side !== undefined) token.attrs = [["class", side]];
    return rich.renderer.renderToken(tokens, index, options);
  };
rich.renderer.rules.code_block = (tokens, index) => codeBlock(tokens[index]!.content, "");
rich.renderer.rules.fence = (tokens, index) => {
  const { content, info } = tokens[index]!;
  const [language = ""] = info.trim().toLowerCase().split(/\s+/);
  return language === "math" ? `<p>${formula(content, true)}</p>` : codeBlock(content, language);
};
rich.renderer.rules.formula = (tokens, index) => formula(tokens[index]!.content, false);
rich.renderer.rules.formula_wide = (tokens, index) => formula(tokens[index]!.content, true);

const plain = new MarkdownIt("zero", { linkify: true, breaks: true }).enable(["linkify", "newline"]);
const { escapeHtml } = rich.utils;

function codeBlock(code: string, language: string): string {
  const coloured = language === "" ? undefined : late.code?.(code, language);
  return `<div class="code"><pre><code>${coloured ?? escapeHtml(code)}</code></pre></div>`;
}

function formula(tex: string, wide: boolean): string {
  const drawn = late.math?.(tex, wide);
  if (drawn === undefined) return `<code>${escapeHtml(tex)}</code>`;
  return wide
    ? `<span class="math wide" dir="ltr" tabindex="0">${drawn}</span>`
    : `<span class="math" dir="ltr">${drawn}</span>`;
}

/** All that is ours to use in CSS; what else code or formulas come with means nothing here. */
const CLASS =
  /^(?:heading|table|left|center|right|code|spoiler|task|math|wide|tml-left|tml-right|raw|emoji|mention|own|hljs-[a-z_]+)$/;

const OWN_PICTURE = /^\/api\/v1\/emoji\/pictures\/[0-9a-f-]{36}$/;

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
  if (node.hasAttribute("class")) {
    const kept = (node.getAttribute("class") ?? "").split(" ").filter((name) => CLASS.test(name));
    if (kept.length > 0) node.setAttribute("class", kept.join(" "));
    else node.removeAttribute("class");
  }
  // No pictures but our own emoji
  if (node.tagName === "IMG" && !OWN_PICTURE.test(node.getAttribute("src") ?? "")) node.remove();
  if (node.tagName === "PRE") node.setAttribute("tabindex", "0");
  // Each part of a message finds its own direction, by the first letter in it that has one; what is in it follows
  if (node.parentElement?.tagName === "BODY" || /^T[DH]$/.test(node.tagName))
    node.setAttribute("dir", "auto");
  if (/^(?:PRE|CODE)$/.test(node.tagName) || node.classList.contains("code")) node.setAttribute("dir", "ltr");
});

const PLAIN_ATTRIBUTES = [
  ..."class start tabindex dir accent accentunder columnspan depth display displaystyle fence form height".split(
    " ",
  ),
  ..."linethickness lspace mathvariant maxsize minsize movablelimits notation rowspan rspace scriptlevel".split(
    " ",
  ),
  ..."separator stretchy symmetric voffset width".split(" "),
];
const ALLOWED = {
  ALLOWED_TAGS: [
    ..."a bdi blockquote br code del div em hr img li ol p pre s span strong".split(" "),
    ..."table tbody td th thead tr ul".split(" "),
    ..."math menclose mfrac mi mn mo mover mpadded mphantom mroot mrow ms mspace msqrt mstyle".split(" "),
    ..."msub msubsup msup mtable mtd mtext mtr munder munderover".split(" "),
  ],
  ALLOWED_ATTR: ["href", "src", "alt", "title", ...PLAIN_ATTRIBUTES],
  // All others are held against what an address may be
  ADD_URI_SAFE_ATTR: PLAIN_ATTRIBUTES,
  ALLOWED_URI_REGEXP: new RegExp(`^(?:https?|mailto|tel):|${OWN_PICTURE.source}`, "i"),
  RETURN_TRUSTED_TYPE: true,
};

/** What is more than this is shown as it was written: nobody reads it otherwise, and it would hold up the page. */
const MOST_CELLS = 3_000;
const MOST_LINKS = 500;
const MOST_TOKENS = 12_000;
/** Of how many elements a token is made, if it is not one. */
const PARTS: Record<string, number | undefined> = { fence: 3, code_block: 3 };

function isTooMuch(body: string): boolean {
  let rows = 0;
  let columns = 0;
  for (const line of body.split("\n")) {
    const bars = line.split("|").length - 1;
    if (bars === 0) continue;
    rows++;
    columns = Math.max(columns, bars + 1);
  }
  return rows * columns > MOST_CELLS || body.split(/:\/\/|www\.|@/, MOST_LINKS + 2).length > MOST_LINKS;
}

function rendered(body: string, markdown: Markdown, names: Partial<Names>): string {
  if (!isTooMuch(body)) {
    const tokens = markdown.parse(body, names);
    const count = tokens.reduce(
      (sum, { type, children }) => sum + (PARTS[type] ?? 1) + (children?.length ?? 0),
      0,
    );
    if (count <= MOST_TOKENS) return markdown.renderer.render(tokens, markdown.options, names);
  }
  return `<p class="raw">${escapeHtml(body)}</p>`;
}

const MOST_KEPT = 500;
const kept = new Map<string, TrustedHTML>();
late.subscribe(() => kept.clear());
customEmojis.subscribe(() => kept.clear());

/**
 * The HTML of a message: markdown-it makes it from text alone, DOMPurify lets through only what a message needs. Colours of
 * code and formulas come as soon as what draws them has been loaded; then {@link late} tells that it is to be made anew.
 *
 * @param names not needed for a text that speaks to nobody
 */
export function htmlOf(body: string, format: "plain" | "markdown", names?: Names): TrustedHTML {
  const key = `${format} ${names ? JSON.stringify([[...names.of], [...names.own]]) : ""} ${body}`;
  const known = kept.get(key);
  if (known) return known;
  const raw = rendered(body, format === "plain" ? plain : rich, { ...names });
  const html = purify.sanitize(raw, ALLOWED) as unknown as TrustedHTML;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, html);
  return html;
}
