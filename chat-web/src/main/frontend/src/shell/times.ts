import i18next from "i18next";

/** How a person wants to read times of the day: as is usual in their language, or in the one way or the other. */
export const clocks = ["auto", "h12", "h23"] as const;
export type Clock = (typeof clocks)[number];

const KEPT = "parley.clock";
const last = localStorage.getItem(KEPT);
let clock: Clock = isClock(last) ? last : "auto";

export function isClock(text: string | null | undefined): text is Clock {
  return clocks.includes(text as Clock);
}

/** Has times be written so from now on, on this device. */
export function writeTimes(as: Clock): void {
  if (as === clock) return;
  clock = as;
  localStorage.setItem(KEPT, as);
  // Whatever shows times listens for another language
  void i18next.changeLanguage(i18next.language);
}

const locales = new Map<string, string>();

/** The person's own way to write times where it is in the language that is shown. */
function locale(): string {
  const shown = i18next.language;
  const known = locales.get(shown);
  if (known !== undefined) return known;
  const own = navigator.languages.find((tag) => tag.split("-")[0] === shown) ?? shown;
  // The same digits as in all other numbers that are shown
  const found = new Intl.Locale(own, { numberingSystem: "latn" }).toString();
  locales.set(shown, found);
  return found;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const wanted = { ...options, ...(clock !== "auto" && hasHours(options) && { hourCycle: clock }) };
  const key = locale() + JSON.stringify(wanted);
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale(), wanted);
  formats.set(key, known);
  return known;
}

function hasHours({ hour, timeStyle }: Intl.DateTimeFormatOptions): boolean {
  return hour !== undefined || timeStyle !== undefined;
}

/** 09:14 */
export function clockTime(at: string): string {
  // In one piece, whatever the line is like
  return format({ hour: "2-digit", minute: "2-digit" }).format(new Date(at)).replaceAll(" ", "\u00a0");
}

/** The same where there is little room: without the part of the day. */
export function shortClockTime(at: string): string {
  const parts = format({ hour: "2-digit", minute: "2-digit" }).formatToParts(new Date(at));
  return parts
    .filter(({ type }) => type !== "dayPeriod")
    .map(({ value }) => value)
    .join("")
    .trim();
}

/** The whole of it, for hovering and for readers. */
export function fullTime(at: string): string {
  return format({ dateStyle: "full", timeStyle: "medium" }).format(new Date(at));
}

/** Today, 09:14. */
export function momentName(at: string): string {
  return `${dayName(at)}${i18next.language === "ar" ? "،" : ","} ${clockTime(at)}`;
}

/** March 2027, wherever one is. */
export function monthName(at: string): string {
  return format({ month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(at));
}

/** A key for the day in the person's zone. */
export function dayOf(at: string): string {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth()}-${date.getDate()}`;
}

/** Today, yesterday, Tuesday, 17 November, 17 November 2025. */
export function dayName(at: string, now = new Date()): string {
  const date = new Date(at);
  const days = daysBetween(date, now);
  if (days === 0 || days === 1) {
    const word = new Intl.RelativeTimeFormat(i18next.language, { numeric: "auto" }).format(-days, "day");
    return word.charAt(0).toLocaleUpperCase(i18next.language) + word.slice(1);
  }
  if (days > 0 && days < 7) return format({ weekday: "long" }).format(date);
  const sameYear = date.getFullYear() === now.getFullYear();
  return format({
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(!sameYear && { year: "numeric" }),
  }).format(date);
}

/** For a list: the time today, the weekday this week, else the date. */
export function shortTime(at: string, now = new Date()): string {
  const date = new Date(at);
  const days = daysBetween(date, now);
  if (days === 0) return clockTime(at);
  if (days > 0 && days < 7) return format({ weekday: "short" }).format(date);
  return format({ day: "numeric", month: "short" }).format(date);
}

function daysBetween(one: Date, other: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(other) - midnight(one)) / 86_400_000);
}

/** Thirty seconds, five minutes, an hour: in its largest whole unit. */
export function spanName(seconds: number): string {
  const [value, unit] =
    seconds % 3600 === 0
      ? [seconds / 3600, "hour"]
      : seconds % 60 === 0
        ? [seconds / 60, "minute"]
        : [seconds, "second"];
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "long" }).format(value);
}

/** Alice, Bob and Carol */
export function listed(names: readonly string[]): string {
  return new Intl.ListFormat(i18next.language, { type: "conjunction" }).format(names);
}
