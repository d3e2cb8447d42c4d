import { useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import type { ChartValue } from "./Chart";
import type { Fate, RetentionRule } from "./compliance";
import { useAdminApi } from "./useAdmin";

export const RETENTION = ["admin", "retention"] as const;

export function useRules() {
  const api = useAdminApi();
  return useQuery({ queryKey: [...RETENTION, "rules"], queryFn: api.retentionRules });
}

const AT_LEAST = 12;

function monthAfter(at: number, months: number): number {
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months);
}

/** How many messages would go in which month to come. */
export function monthsOf(fates: readonly Fate[]): ChartValue[] {
  const months = new Map<string, number>();
  for (const { basis, month, messages } of fates)
    if (basis !== "hold" && month !== undefined) months.set(month, (months.get(month) ?? 0) + messages);
  return [...months.entries()].sort().map(([month, value]) => ({ at: `${month}-01T00:00:00Z`, value }));
}

/** From this month on, for a year, or until the last of them is over. */
export function spanOf(months: readonly ChartValue[], now: number): { from: number; to: number } {
  const from = monthAfter(Math.min(now, ...months.map(({ at }) => Date.parse(at))), 0);
  const last = months.at(-1);
  return { from, to: Math.max(monthAfter(from, AT_LEAST), last ? monthAfter(Date.parse(last.at), 1) : 0) };
}

/** What keeps messages that would go otherwise, or may: a hold, or what a rule says of how long they are kept at least. */
export interface Keeper {
  by: "hold" | "minimum";
  number: number;
  now: number;
  later: number;
  never: number;
}

/** How many messages each keeps, and when these go once it no longer does; holds first. */
export function keepersOf(fates: readonly Fate[]): Keeper[] {
  const keepers = new Map<string, Keeper>();
  for (const { basis, hold, rule, due, messages } of fates) {
    if (basis !== "hold" && basis !== "minimum") continue;
    const number = (basis === "hold" ? hold : rule) ?? 0;
    const key = `${basis}/${number}`;
    const keeper = keepers.get(key) ?? { by: basis, number, now: 0, later: 0, never: 0 };
    keepers.set(key, { ...keeper, [due]: keeper[due] + messages });
  }
  return [...keepers.values()].sort(
    (one, other) => one.by.localeCompare(other.by) || one.number - other.number,
  );
}

/** What a rule says, part by part. */
export function saysOf(t: TFunction<"admin">, rule: RetentionRule): string[] {
  return [
    ...(rule.keepDays === undefined ? [] : [t("policies.keeps", { days: rule.keepDays })]),
    ...(rule.keepForever ? [t("policies.forever")] : []),
    ...(rule.deleteDays === undefined ? [] : [t("policies.deletes", { days: rule.deleteDays })]),
    ...(rule.withdrawnDays === undefined
      ? []
      : [t("policies.deletesWithdrawn", { days: rule.withdrawnDays })]),
  ];
}

/** What a rule is called, or its number if it is there no longer. */
export function ruleName(rules: readonly RetentionRule[] | undefined, number: number): string {
  return rules?.find(({ id }) => id === number)?.name ?? String(number);
}
