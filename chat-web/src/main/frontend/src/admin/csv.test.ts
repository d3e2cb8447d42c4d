import { describe, expect, it } from "vitest";
import { csv } from "./csv";

describe("A table as CSV", () => {
  it("keeps commas, quotes and lines within their cells", () => {
    expect(
      csv([
        ["Name", "Note"],
        ['Anna "A"', "one, two\nthree"],
      ]),
    ).toBe('\ufeffName,Note\r\n"Anna ""A""","one, two\nthree"\r\n');
  });

  it.each(["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "|x"])(
    "holds no formula: %j",
    (formula) => {
      const [line] = csv([[formula]])
        .slice(1)
        .split("\r\n");
      expect(line!.replace(/^"/, "").startsWith("'")).toBe(true);
    },
  );

  it("leaves numbers numbers", () => {
    expect(csv([["-12.5", "7"]])).toBe("\ufeff-12.5,7\r\n");
  });
});
