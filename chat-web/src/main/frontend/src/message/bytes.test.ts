import { describe, expect, it } from "vitest";
import { utf8Length } from "./bytes";

describe("utf8Length", () => {
  it.each(["", "abc", "äöü", "日本語", "👩‍👩‍👧‍👦", "x\u0000y", "half \ud800 a pair", "ends \ud83d"])(
    "counts %j as UTF-8 has it",
    (text) => {
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
    },
  );
});
