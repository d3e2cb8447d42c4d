import DOMPurify from "dompurify";
import MarkdownIt from "markdown-it";

const rich = new MarkdownIt({ html: false, linkify: true, breaks: true });
// A picture from elsewhere would tell elsewhere who reads; a heading would shout and upset the page's outline
rich.disable(["image"]);
rich.renderer.rules.heading_open = () => '<p class="heading">';
rich.renderer.rules.heading_close = () => "</p>";
rich.renderer.rules.table_open = () => '<div class="table" tabindex="0"><table>';
rich.renderer.rules.table_close = () => "</table></div>";

const plain = new MarkdownIt("zero", { linkify: true, breaks: true }).enable(["linkify", "newline"]);

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
    ..."a blockquote br code del div em hr li ol p pre s strong".split(" "),
    ..."table tbody td th thead tr ul".split(" "),
  ],
  ALLOWED_ATTR: ["href", "class", "start", "tabindex", "dir"],
  ALLOWED_URI_REGEXP: /^(?:https?|mailto|tel):/i,
  RETURN_TRUSTED_TYPE: true,
};

const MOST_KEPT = 500;
const kept = new Map<string, TrustedHTML>();

/** The HTML of a message: markdown-it makes it from text alone, DOMPurify lets through only what a message needs. */
export function htmlOf(body: string, format: "plain" | "markdown"): TrustedHTML {
  const key = `${format} ${body}`;
  const known = kept.get(key);
  if (known) return known;
  const raw = (format === "plain" ? plain : rich).render(body);
  const html = purify.sanitize(raw, ALLOWED) as unknown as TrustedHTML;
  if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value!);
  kept.set(key, html);
  return html;
}
