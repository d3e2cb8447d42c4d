import { describe, expect, it } from "vitest";
import { isEmojiOnly, wordsOf } from "./words";

describe("wordsOf", () => {
  it("is one line without marks", () => {
    expect(wordsOf("# Title\n\n- **one**\n- [two](https://example.org)\n```ts\nlet x;\n```")).toBe(
      "Title one two let x;",
    );
  });

  it("gives nothing away that is hidden, not even where it cuts", () => {
    expect(wordsOf("It was ||the **gardener**||, I think")).toBe("It was ▒▒▒, I think");
    expect(wordsOf(`It was ||the gardener ${"x".repeat(500)}||`)).toBe("It was ▒▒▒");
    expect(wordsOf("a || b")).toBe("a || b");
  });

  it("leaves names with underscores whole", () => {
    expect(wordsOf("_the_ index `message_search`")).toBe("the index message_search");
  });
});

describe("isEmojiOnly", () => {
  it.each(["👍", "👩‍👩‍👧‍👦 🎉", "🇩🇪", "❤️"])("is true of %s", (body) => expect(isEmojiOnly(body)).toBe(true));
  it.each(["", "ok 👍", "123", "#1", "*"])("is false of %j", (body) => expect(isEmojiOnly(body)).toBe(false));
});
