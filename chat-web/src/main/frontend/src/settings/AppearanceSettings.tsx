import { NativeSelect, Switch, useMantineColorScheme } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSetting, useWorkspace } from "@/shell/context";
import { densities, isDensity } from "@/shell/density";
import { languages } from "@/shell/i18n";
import { clocks, isClock } from "@/shell/times";
import styles from "@/shell/dialogs.module.css";
import { Choice } from "./Choice";

/** How things look and are said, and what is shown. */
export function AppearanceSettings() {
  const { t, i18n } = useTranslation();
  const { colorScheme } = useMantineColorScheme();
  const { memos } = useWorkspace();
  const density = useSetting("density");
  const clock = useSetting("clock");
  const previews = useSetting("previews");
  return (
    <div className={styles.form}>
      <Choice
        label={t("settings.theme")}
        value={colorScheme}
        options={["auto", "light", "dark"]}
        named={(option) => t(`settings.${option}`)}
        onChange={(option) => memos.choose("theme", option)}
      />
      <Choice
        label={t("settings.density")}
        value={isDensity(density) ? density : "comfortable"}
        options={densities}
        named={(option) => t(`settings.${option}`)}
        onChange={(option) => memos.choose("density", option)}
      />
      <NativeSelect
        label={t("settings.language")}
        value={i18n.language}
        onChange={(event) => memos.choose("language", event.currentTarget.value)}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
      />
      <Choice
        label={t("settings.clock")}
        value={isClock(clock) ? clock : "auto"}
        options={clocks}
        named={(option) => t(`settings.clocks.${option}`)}
        onChange={(option) => memos.choose("clock", option)}
      />
      <Switch
        label={t("previews.shown")}
        checked={previews !== "off"}
        onChange={(event) => memos.choose("previews", event.currentTarget.checked ? "on" : "off")}
      />
    </div>
  );
}
