import type { MarkdownIt } from "markdown-it";

/** Entries of a list that begin with a box, `- [ ]` or `- [x]`, are things to do or done. They are shown, not ticked. */
export function tasks(markdown: MarkdownIt): void {
  markdown.core.ruler.after("inline", "task", ({ tokens }) => {
    tokens.forEach(({ type, children, content }, index) => {
      const entry = tokens[index - 2];
      const [box] = /^\[[ xX]\][ \n]/.exec(content) ?? [];
      const first = children?.[0];
      if (type !== "inline" || entry?.type !== "list_item_open" || box === undefined || !first) return;
      if (first.type !== "text" || !first.content.startsWith(box.trimEnd())) return;
      entry.attrJoin("class", "task");
      first.content = `${box[1] === " " ? "☐" : "☑"} ${first.content.slice(box.length)}`;
    });
  });
}
