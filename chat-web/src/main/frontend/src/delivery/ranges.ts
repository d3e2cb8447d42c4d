/** Numbers that are known to be whole, as spans from–to, ascending and apart from each other. */
export type Ranges = readonly (readonly [number, number])[];

/** The spans and one more; what touches becomes one. */
export function covering(ranges: Ranges, from: number, to: number): Ranges {
  if (from > to) return ranges;
  const result: [number, number][] = [];
  let merged: [number, number] = [from, to];
  for (const [low, high] of ranges) {
    if (high < merged[0] - 1) result.push([low, high]);
    else if (low > merged[1] + 1) {
      result.push(merged);
      merged = [low, high];
    } else merged = [Math.min(low, merged[0]), Math.max(high, merged[1])];
  }
  result.push(merged);
  return result;
}

export function union(one: Ranges, other: Ranges): Ranges {
  return other.reduce((sum, [low, high]) => covering(sum, low, high), one);
}

/** The span that a number lies in. */
export function spanOf(ranges: Ranges, number: number): readonly [number, number] | undefined {
  return ranges.find(([low, high]) => low <= number && number <= high);
}

export function covers(ranges: Ranges, number: number): boolean {
  return spanOf(ranges, number) !== undefined;
}

/** What of the spans is not below a number. */
export function notBelow(ranges: Ranges, least: number): Ranges {
  return ranges.filter(([, high]) => high >= least).map(([low, high]) => [Math.max(low, least), high]);
}
