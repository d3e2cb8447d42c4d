export type Direction = "ltr" | "rtl";

const RIGHT_TO_LEFT = /\p{Script=Arabic}|\p{Script=Hebrew}/u;
const LEFT_TO_RIGHT = /\p{Script=Latin}|\p{Script=Greek}|\p{Script=Cyrillic}/u;

/** Begins and ends what is in a direction of its own. */
const [FIRST_STRONG_ISOLATE, POP] = ["\u2068", "\u2069"];

export function directionOf(language: string): Direction {
  return language === "ar" ? "rtl" : "ltr";
}

/** A name, a number, a time: as it is in a sentence of this language, so that it does not turn what stands beside it. */
export function isolated(value: string, language: string): string {
  const other = directionOf(language) === "rtl" ? LEFT_TO_RIGHT : RIGHT_TO_LEFT;
  return other.test(value) ? FIRST_STRONG_ISOLATE + value + POP : value;
}
