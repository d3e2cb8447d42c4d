import i18next, { type TFunction } from "i18next";
import { Refused } from "@/wire/http";
import type { Problem } from "@/wire/wire";

/** Why something did not work, as the end of a sentence. */
export function reason(t: TFunction, failure: unknown): string {
  return failure instanceof Refused ? problemWords(t, failure.problem) : t("problem.away");
}

/** Our own words for the codes we know, else the server's. */
export function problemWords(t: TFunction, { code, detail }: Pick<Problem, "code" | "detail">): string {
  const key = `problem.${code}`;
  return i18next.exists(key) ? t(key as "problem.other", { detail }) : t("problem.other", { detail });
}
