import { describe, expect, it } from "vitest";
import { marked, type Marks } from "./marks";

function after(text: string, start: number, end: number, marks: Marks) {
  const { text: put, from, to, select } = marked(text, start, end, marks);
  const result = text.slice(0, from) + put + text.slice(to);
  return { result, chosen: result.slice(...select) };
}

const bold = { before: "**", after: "**" };

describe("marked", () => {
  it("puts marks around what is chosen and leaves it chosen", () => {
    expect(after("a word b", 2, 6, bold)).toEqual({ result: "a **word** b", chosen: "word" });
  });

  it("takes them away again", () => {
    expect(after("a **word** b", 4, 8, bold)).toEqual({ result: "a word b", chosen: "word" });
  });

  it("leaves room for words where nothing is chosen", () => {
    expect(after("", 0, 0, bold)).toEqual({ result: "****", chosen: "" });
  });

  it("fences code of several lines", () => {
    expect(after("a\nb", 0, 3, { before: "`", after: "`", block: "```" }).result).toBe("```\na\nb\n```");
  });

  it("marks each line, and unmarks it", () => {
    const list = { line: "- " };
    expect(after("one\ntwo", 1, 5, list).result).toBe("- one\n- two");
    expect(after("- one\n- two", 1, 9, list).result).toBe("one\ntwo");
  });
});
