import { describe, expect, it } from "vitest";
import { directionOf, isolated } from "./direction";

describe("directions", () => {
  it("are those of the languages", () => {
    expect(["en", "de", "fr", "ar"].map(directionOf)).toEqual(["ltr", "ltr", "ltr", "rtl"]);
  });

  it("are kept by what stands in a sentence of the other one", () => {
    expect(isolated("ليلى", "en")).toBe("\u2068ليلى\u2069");
    expect(isolated("Bob Brandt", "ar")).toBe("\u2068Bob Brandt\u2069");
  });

  it("need no care in a sentence of the same, and numbers have none", () => {
    expect(isolated("Bob Brandt", "de")).toBe("Bob Brandt");
    expect(isolated("ليلى", "ar")).toBe("ليلى");
    expect(isolated("12", "ar")).toBe("12");
  });
});
