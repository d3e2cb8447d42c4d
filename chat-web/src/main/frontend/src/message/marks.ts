/** What a button puts around or before the chosen words. */
export interface Marks {
  before?: string;
  after?: string;
  /** Instead, on lines of its own, when more than one line is chosen. */
  block?: string;
  /** Instead, before each chosen line. */
  line?: string;
}

export interface Marked {
  /** What to put from–to. */
  text: string;
  from: number;
  to: number;
  /** What is chosen afterwards. */
  select: [number, number];
}

/** The text with marks around what is chosen in it; where they are already, without them. */
export function marked(text: string, start: number, end: number, marks: Marks): Marked {
  if (marks.line !== undefined) return inLines(text, start, end, marks.line);
  const chosen = text.slice(start, end);
  if (marks.block !== undefined && chosen.includes("\n")) {
    const fenced = `${marks.block}\n${chosen}\n${marks.block}`;
    return { text: fenced, from: start, to: end, select: [start, start + fenced.length] };
  }
  const { before = "", after = "" } = marks;
  const outside =
    text.slice(start - before.length, start) === before && text.slice(end, end + after.length) === after;
  if (outside && before !== "") {
    const from = start - before.length;
    return { text: chosen, from, to: end + after.length, select: [from, from + chosen.length] };
  }
  const at = start + before.length;
  return { text: before + chosen + after, from: start, to: end, select: [at, at + chosen.length] };
}

function inLines(text: string, start: number, end: number, mark: string): Marked {
  const from = text.lastIndexOf("\n", start - 1) + 1;
  const next = text.indexOf("\n", end);
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split("\n");
  const all = lines.every((line) => line.startsWith(mark));
  const changed = lines.map((line) => (all ? line.slice(mark.length) : mark + line)).join("\n");
  const caret = from + changed.length;
  return { text: changed, from, to, select: lines.length > 1 ? [from, caret] : [caret, caret] };
}
