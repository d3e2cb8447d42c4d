import { isMantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";
import { useSetting } from "./context";
import { isLanguage, speak } from "./i18n";

/**
 * Has this device look and speak as its person has chosen on any of theirs. Mantine and i18n keep it here too, so that
 * it is so from the first paint on, before the server has said anything; and so it stays where nothing was chosen.
 */
export function useChosenAppearance(): void {
  const theme = useSetting("theme");
  const language = useSetting("language");
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  useEffect(() => {
    if (isMantineColorScheme(theme)) setColorScheme(theme);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the setter is another one each time and does the same
  }, [theme]);
  useEffect(() => {
    if (isLanguage(language)) void speak(language);
  }, [language]);
}
