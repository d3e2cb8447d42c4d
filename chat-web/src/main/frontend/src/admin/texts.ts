import i18next from "i18next";
import { useEffect, useReducer } from "react";
import { useTranslation } from "react-i18next";
import { isLanguage, type Language } from "@/shell/i18n";

const texts = {
  en: () => import("@/locales/admin/en.json"),
  de: () => import("@/locales/admin/de.json"),
  fr: () => import("@/locales/admin/fr.json"),
  ar: () => import("@/locales/admin/ar.json"),
};

/** Whether the console's own texts are there in the language that is spoken; they come when the console is opened. */
export function useAdminTexts(): boolean {
  const { i18n } = useTranslation();
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  const spoken: Language = isLanguage(i18n.language) ? i18n.language : "en";
  const there = i18next.hasResourceBundle(spoken, "admin");
  useEffect(() => {
    if (there) return;
    void texts[spoken]().then((bundle) => {
      i18next.addResourceBundle(spoken, "admin", bundle.default);
      drawAgain();
    });
  }, [spoken, there]);
  return there;
}
