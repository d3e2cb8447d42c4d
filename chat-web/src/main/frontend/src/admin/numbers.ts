import { useTranslation } from "react-i18next";

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

function localeOf(language: string): Intl.Locale {
  return new Intl.Locale(language, { numberingSystem: "latn" });
}

/** Writes numbers as is usual in the language that is shown. */
export function useNumbers(): (value: number) => string {
  const { i18n } = useTranslation();
  return (value) => new Intl.NumberFormat(localeOf(i18n.language)).format(value);
}

/** Writes how many milliseconds something took. */
export function useMillis(): (value: number) => string {
  const { i18n } = useTranslation();
  return (value) =>
    new Intl.NumberFormat(localeOf(i18n.language), {
      style: "unit",
      unit: "millisecond",
      unitDisplay: "short",
      maximumFractionDigits: value < 10 ? 1 : 0,
    }).format(value);
}

/** How much that is, in the largest unit of which it is at least one. */
export function sizeName(bytes: number, language: string): string {
  let [value, unit] = [bytes, 0];
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return new Intl.NumberFormat(localeOf(language), {
    style: "unit",
    unit: UNITS[unit]!,
    unitDisplay: unit === 0 ? "long" : "short",
    maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0,
  }).format(value);
}

/** Writes how much something is. */
export function useSizes(): (bytes: number) => string {
  const { i18n } = useTranslation();
  return (bytes) => sizeName(bytes, i18n.language);
}
