const MOST_READ = 400;
/** In the place of what is hidden. */
const HIDDEN = "▒▒▒";

/** The words of a message on one line, for a list; without those that are hidden in it. */
export function wordsOf(body: string): string {
  return body
    .slice(0, MOST_READ)
    .replace(body.length > MOST_READ ? /\|\|[^]+?(?:\|\||$)/g : /\|\|[^]+?\|\|/g, HIDDEN)
    .replace(/```[^\n]*\n?/g, " ")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^[#>\-*+\s]+/gm, " ")
    .replace(/[*~`]+|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** Nothing but a few emoji: they may be large. */
export function isEmojiOnly(body: string): boolean {
  const text = body.trim();
  if (text.length === 0 || text.length > 80) return false;
  if (!/^[\p{Extended_Pictographic}\p{Emoji_Component}\s]+$/u.test(text) || /[0-9#*]/.test(text))
    return false;
  return /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(text);
}
