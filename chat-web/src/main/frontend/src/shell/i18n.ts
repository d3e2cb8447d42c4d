import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { directionOf, isolated } from "./direction";

export const languages = { en: "English", de: "Deutsch", fr: "Français", ar: "العربية" } as const;
export type Language = keyof typeof languages;

const KEPT = "parley.language";

/** The language chosen here, else the first of the browser's that we speak. */
export function language(): Language {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages];
  for (const tag of wanted) {
    const base = tag?.split("-")[0];
    if (isLanguage(base)) return base;
  }
  return "en";
}

/** Each comes when it is spoken. */
const texts = {
  en: () => import("@/locales/en.json"),
  de: () => import("@/locales/de.json"),
  fr: () => import("@/locales/fr.json"),
  ar: () => import("@/locales/ar.json"),
};

async function load(to: Language): Promise<void> {
  i18next.addResourceBundle(to, "translation", (await texts[to]()).default);
}

export async function startI18n(): Promise<void> {
  const first = language();
  await i18next.use(initReactI18next).init({
    lng: first,
    fallbackLng: false,
    resources: {},
    showSupportNotice: false,
    // React escapes; here a name keeps its own direction in a sentence of the other one
    interpolation: { escape: (value) => isolated(value, i18next.language) },
    react: { useSuspense: false },
  });
  await load(first);
  declare(first);
}

/** What was asked for last. */
let wanted: Language | undefined;

export function isLanguage(tag: string | undefined): tag is Language {
  return tag !== undefined && Object.hasOwn(languages, tag);
}

/** Speaks this from now on, on this device, unless another language is asked for before its texts have come. */
export async function speak(to: Language): Promise<void> {
  wanted = to;
  await load(to);
  if (wanted !== to) return;
  localStorage.setItem(KEPT, to);
  declare(to);
  await i18next.changeLanguage(to);
}

function declare(to: Language): void {
  document.documentElement.lang = to;
  document.documentElement.dir = directionOf(to);
}
