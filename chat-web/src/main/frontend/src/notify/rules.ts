import type { Kind } from "@/wire/wire";

/** For what one wants to be called. */
export const levels = ["all", "direct", "none"] as const;
export type Level = (typeof levels)[number];

/** What counts as long as nothing was chosen: what is meant for one. */
export function levelOf(chosen: string | undefined): Level {
  return levels.find((level) => level === chosen) ?? "direct";
}

/** Hours of the day in which nothing calls, as 22:00 and 07:00, by the clock of the device. */
export interface QuietHours {
  from: string;
  to: string;
}

const TIME = "([01]\\d|2[0-3]):[0-5]\\d";
const HOURS = new RegExp(`^${TIME}-${TIME}$`);

/** Reads what {@link written} wrote; nothing if there are none. */
export function quietHours(chosen: string | undefined): QuietHours | undefined {
  if (chosen === undefined || !HOURS.test(chosen)) return undefined;
  const [from, to] = chosen.split("-") as [string, string];
  return { from, to };
}

export function written({ from, to }: QuietHours): string {
  return `${from}-${to}`;
}

/** Whether it is quiet at this time; over midnight where the end comes before the beginning. */
export function isQuiet(hours: QuietHours | undefined, at: Date): boolean {
  if (!hours) return false;
  const two = (number: number) => String(number).padStart(2, "0");
  const now = `${two(at.getHours())}:${two(at.getMinutes())}`;
  const { from, to } = hours;
  return from <= to ? from <= now && now < to : from <= now || now < to;
}

/** Whether a text names somebody as one does who wants them to look: @alice. */
export function names(text: string, username: string): boolean {
  const literal = username.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}_@])@${literal}(?![\\p{L}\\p{N}_]|[.-][\\p{L}\\p{N}])`, "iu").test(
    text,
  );
}

/** What a message is to somebody, and how they are. */
export interface Occasion {
  level: Level;
  /** What they chose for this conversation alone: `all`, `mentions` or `nothing`. It goes before the level. */
  own?: string | undefined;
  kind: Kind;
  /** Whether it names them, answers something they said, or is in a thread that they follow. */
  meant: boolean;
  /** Whether it is in a thread: one that somebody does not follow is what they chose not to be told of. */
  aside: boolean;
  muted: boolean;
  /** Whether they do not want to be disturbed now. */
  busy: boolean;
}

/** Whether it calls. */
export function calls({ level, own, kind, meant, aside, muted, busy }: Occasion): boolean {
  if (muted || busy || (aside && !meant)) return false;
  switch (own) {
    case "all":
      return true;
    case "mentions":
      return meant;
    case "nothing":
      return false;
    default:
      return level === "all" || (level === "direct" && (kind === "direct" || meant));
  }
}
