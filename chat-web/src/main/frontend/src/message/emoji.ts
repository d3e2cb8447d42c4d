/** An emoji and what it is called. */
export interface Emoji {
  unicode: string;
  label: string;
  tags?: string[];
  group: number;
}

/** In the order of Unicode; 2 is parts of others. */
export const groups = [0, 1, 3, 4, 5, 6, 7, 8, 9] as const;

/** There are none in Arabic. */
const languages = new Map([
  ["de", () => import("emojibase-data/de/compact.json")],
  ["en", () => import("emojibase-data/en/compact.json")],
  ["fr", () => import("emojibase-data/fr/compact.json")],
]);

/** All there are. A part of its own, which is loaded when it is needed. */
export async function loadEmoji(language: string): Promise<readonly Emoji[]> {
  const load = languages.get(language.slice(0, 2)) ?? languages.get("en")!;
  return (await load()).default as Emoji[];
}

/** Those whose names or tags begin with these words, the ones named so first. */
export function found(all: readonly Emoji[], text: string): readonly Emoji[] {
  const words = simple(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return all;
  const named: Emoji[] = [];
  const tagged: Emoji[] = [];
  for (const emoji of all) {
    const name = parts(emoji.label);
    if (words.every((word) => begins(name, word))) named.push(emoji);
    else if (words.every((word) => begins([...name, ...(emoji.tags ?? []).flatMap(parts)], word)))
      tagged.push(emoji);
  }
  return [...named, ...tagged];
}

function begins(parts: readonly string[], word: string): boolean {
  return parts.some((part) => part.startsWith(word));
}

function parts(name: string): string[] {
  return simple(name).split(/[^\p{Letter}\p{Number}]+/u);
}

function simple(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase();
}

const usual = ["👍", "❤️", "😂", "🎉", "👀", "✅", "🙏", "😮"];
const KEPT = "parley.emoji";

/** What one has chosen last, then what most people do; as many as stand in a row. */
export function frequent(): string[] {
  return [...new Set([...chosen(), ...usual])].slice(0, usual.length);
}

export function choose(emoji: string): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify([...new Set([emoji, ...chosen()])].slice(0, usual.length)));
  } catch {
    // It is only not remembered
  }
}

function chosen(): string[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "[]") as string[];
  } catch {
    return [];
  }
}
