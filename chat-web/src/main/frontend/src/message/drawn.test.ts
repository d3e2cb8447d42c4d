import { describe, expect, it } from "vitest";
import { drawnAround, middleFor, MOST_DRAWN } from "./drawn";

const IN_VIEW = 20;

/** Somebody who reads: the rows in sight, by their numbers in the conversation, and around which is drawn. */
class Reader {
  most = 0;
  least = Infinity;
  private first: number;
  private middle: number;

  constructor(
    public loaded: number,
    public end: number,
  ) {
    this.first = end - IN_VIEW;
    this.middle = end - 1;
  }

  get drawn(): [number, number] {
    const [from, to] = drawnAround(this.middle - this.loaded, this.end - this.loaded);
    return [from + this.loaded, to + this.loaded];
  }

  get isAtTop(): boolean {
    return this.first === this.loaded;
  }

  get isAtEnd(): boolean {
    return this.first + IN_VIEW === this.end;
  }

  scrolls(by: number): void {
    const [from, to] = this.drawn;
    this.first = Math.max(from, Math.min(to - IN_VIEW, this.first + by));
    const sight = [this.first - this.loaded, this.first + IN_VIEW - 1 - this.loaded] as const;
    this.middle = middleFor(this.middle - this.loaded, sight) + this.loaded;
    this.looks();
  }

  looks(): void {
    const [from, to] = this.drawn;
    expect(from).toBeLessThanOrEqual(this.first);
    expect(to).toBeGreaterThanOrEqual(this.first + IN_VIEW);
    this.most = Math.max(this.most, to - from);
    if (from > this.loaded) this.least = Math.min(this.least, this.first - from);
    if (to < this.end) this.least = Math.min(this.least, to - this.first - IN_VIEW);
  }
}

describe("What is drawn", () => {
  it("is all, of a few", () => {
    expect(drawnAround(0, 0)).toEqual([0, 0]);
    expect(drawnAround(0, 3)).toEqual([0, 3]);
    expect(drawnAround(199, 200)).toEqual([0, 200]);
  });

  it("is the same number at the beginning, in the middle and at the end", () => {
    expect(drawnAround(0, 10_000)).toEqual([0, 200]);
    expect(drawnAround(5_000, 10_000)).toEqual([4_900, 5_100]);
    expect(drawnAround(9_999, 10_000)).toEqual([9_800, 10_000]);
  });

  it("stays while one is near the middle, and moves when one goes on", () => {
    expect(middleFor(5_000, [4_980, 5_000])).toBe(5_000);
    expect(middleFor(5_000, [4_979, 4_999])).toBe(4_989);
    expect(middleFor(5_000, [5_000, 5_020])).toBe(5_000);
    expect(middleFor(5_000, [5_001, 5_021])).toBe(5_011);
  });

  it("comes to rest when more is in sight than one may go", () => {
    const sight = [4_900, 5_077] as const;
    const middle = middleFor(5_000, sight);

    expect(middleFor(middle, sight)).toBe(middle);
  });

  it("is never more than that, and always what is in sight and much ahead, on the way through 10,000", () => {
    const reader = new Reader(9_950, 10_000);

    while (reader.loaded > 0 || !reader.isAtTop) {
      reader.scrolls(-17);
      if (!reader.isAtTop || reader.loaded === 0) continue;
      reader.loaded -= 50;
      reader.looks();
    }
    while (!reader.isAtEnd) reader.scrolls(17);

    expect(reader.most).toBe(MOST_DRAWN);
    expect(reader.least).toBeGreaterThan(60);
  });

  it("keeps what is in sight when much comes at once, before or after", () => {
    const reader = new Reader(9_400, 10_000);
    for (let n = 0; n < 30; n++) {
      reader.scrolls(-19);

      reader.loaded -= 200;
      reader.looks();
      reader.end += 500;
      reader.looks();
    }
  });
});
