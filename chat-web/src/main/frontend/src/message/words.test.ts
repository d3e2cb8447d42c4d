import { describe, expect, it } from "vitest";
import { isEmojiOnly, wordsOf } from "./words";

describe("wordsOf", () => {
  it("is one line without marks", () => {
    expect(wordsOf("# Title\n\n- **one**\n- [two](https://example.org)\n```ts\nlet x;\n```")).toBe(
      "Title one two let x;",
    );
  });

  it("leaves names with underscores whole", () => {
    expect(wordsOf("_the_ index `message_search`")).toBe("the index message_search");
  });
});

describe("isEmojiOnly", () => {
  it.each(["👍", "👩‍👩‍👧‍👦 🎉", "🇩🇪", "❤️"])("is true of %s", (body) => expect(isEmojiOnly(body)).toBe(true));
  it.each(["", "ok 👍", "123", "#1", "*"])("is false of %j", (body) => expect(isEmojiOnly(body)).toBe(false));
});
