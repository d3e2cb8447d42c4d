/** Where in a text something was found, in UTF-16 units; `to` is the first after it. */
export interface Passage {
  from: number;
  to: number;
}

export interface Piece {
  text: string;
  found: boolean;
}

/** A text in pieces, of which some were found; what several rules have found is found once. */
export function piecesOf(text: string, found: readonly Passage[]): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const cut = (to: number, isFound: boolean) => {
    const before = pieces.at(-1);
    if (to <= end) return;
    if (before?.found === isFound) before.text += text.slice(end, to);
    else pieces.push({ text: text.slice(end, to), found: isFound });
    end = to;
  };
  for (const { from, to } of [...found].sort((one, other) => one.from - other.from)) {
    cut(from, false);
    cut(to, true);
  }
  cut(text.length, false);
  return pieces;
}
