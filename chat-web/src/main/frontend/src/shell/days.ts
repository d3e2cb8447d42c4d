/** Days as one chooses them, in one's own zone. Whatever reaches to a day reaches to its end. */

/** The day of a moment, as an input for days has it. */
export function dateOf(moment: string | number): string {
  const date = new Date(moment);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** When a day begins; nothing for what is no day. */
export function startOf(day: string): string | undefined {
  return midnight(day, 0);
}

/** When a day is over, which is when the next begins. */
export function endOf(day: string): string | undefined {
  return midnight(day, 1);
}

/** The day that is over then, or that is over last before: the other way round. */
export function dateBefore(end: string): string {
  return dateOf(Date.parse(end) - 1);
}

function midnight(day: string, later: number): string | undefined {
  const date = new Date(`${day}T00:00:00`);
  if (Number.isNaN(date.getTime())) return undefined;
  // Days are not all of the same length
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
