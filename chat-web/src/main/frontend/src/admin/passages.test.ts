import { describe, expect, it } from "vitest";
import { piecesOf } from "./passages";

const shown = (text: string, ...found: [number, number][]) =>
  piecesOf(
    text,
    found.map(([from, to]) => ({ from, to })),
  ).map((piece) => (piece.found ? `[${piece.text}]` : piece.text));

describe("A text in which rules have found something", () => {
  it.each([
    { found: [], pieces: ["to be or not"] },
    { found: [[3, 5]], pieces: ["to ", "[be]", " or not"] },
    { found: [[0, 12]], pieces: ["[to be or not]"] },
    // One rule after the other, in whatever order they come
    {
      found: [
        [9, 12],
        [0, 2],
      ],
      pieces: ["[to]", " be or ", "[not]"],
    },
    // What two have found, in whole or in part, is there once
    {
      found: [
        [3, 8],
        [6, 12],
        [3, 5],
      ],
      pieces: ["to ", "[be or not]"],
    },
    {
      found: [
        [0, 2],
        [2, 5],
      ],
      pieces: ["[to be]", " or not"],
    },
  ] as { found: [number, number][]; pieces: string[] }[])("is cut at $found", ({ found, pieces }) => {
    expect(shown("to be or not", ...found)).toEqual(pieces);
  });

  it("is empty if there is none", () => {
    expect(piecesOf("", [])).toEqual([]);
  });
});
