import { isMantineColorScheme, useMantineColorScheme } from "@mantine/core";
import { useEffect } from "react";
import { useSetting } from "./context";
import { draw, isDensity } from "./density";
import { isLanguage, speak } from "./i18n";
import { isClock, writeTimes } from "./times";

/**
 * Has this device look and speak as its person has chosen on any of theirs. It is kept here too, so that
 * it is so from the first paint on, before the server has said anything; and so it stays where nothing was chosen.
 */
export function useChosenAppearance(): void {
  const theme = useSetting("theme");
  const language = useSetting("language");
  const density = useSetting("density");
  const clock = useSetting("clock");
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  useEffect(() => {
    if (isMantineColorScheme(theme)) setColorScheme(theme);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the setter is another one each time and does the same
  }, [theme]);
  useEffect(() => {
    if (isLanguage(language)) void speak(language);
  }, [language]);
  useEffect(() => {
    if (isDensity(density)) draw(density);
  }, [density]);
  useEffect(() => {
    if (isClock(clock)) writeTimes(clock);
  }, [clock]);
}
