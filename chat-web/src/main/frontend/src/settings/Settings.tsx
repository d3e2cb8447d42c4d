import "@mantine/core/styles/Tabs.css";
import { Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconBell, IconDeviceDesktop, IconEyeOff, IconMoodSmile, IconPalette } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { NotificationSettings } from "@/notify/NotificationSettings";
import { useWorkspace } from "@/shell/context";
import { Dialog } from "@/shell/Dialog";
import { AppearanceSettings } from "./AppearanceSettings";
import { DeviceSettings } from "./DeviceSettings";
import { EmojiSettings } from "./EmojiSettings";
import { PrivacySettings } from "./PrivacySettings";
import styles from "./Settings.module.css";

const forEverybody = ["appearance", "notifications", "privacy", "devices"] as const;
const forAdministrators = [...forEverybody, "emoji"] as const;
type Part = (typeof forAdministrators)[number];

const drawn: Record<Part, { Icon: typeof IconBell; Panel: ComponentType }> = {
  appearance: { Icon: IconPalette, Panel: AppearanceSettings },
  notifications: { Icon: IconBell, Panel: NotificationSettings },
  privacy: { Icon: IconEyeOff, Panel: PrivacySettings },
  devices: { Icon: IconDeviceDesktop, Panel: DeviceSettings },
  emoji: { Icon: IconMoodSmile, Panel: EmojiSettings },
};

/**
 * What a person can have their own way, in parts, and an administrator for the organization. Everything holds at once; there
 * is nothing to be saved.
 */
export default function Settings({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { data: me } = useQuery({ queryKey: ["me"], queryFn: api.me });
  const parts: readonly Part[] = me?.administrator ? forAdministrators : forEverybody;
  const narrow = useMediaQuery("(max-width: 767px)");
  return (
    <Dialog title={t("nav.settings")} size={720} onClose={onClose}>
      <Tabs
        defaultValue={forEverybody[0]}
        variant="none"
        orientation={narrow ? "horizontal" : "vertical"}
        keepMounted={false}
        className={styles.tabs}
      >
        <Tabs.List aria-label={t("nav.settings")} className={styles.list}>
          {parts.map((part) => {
            const { Icon } = drawn[part];
            return (
              <Tabs.Tab
                key={part}
                value={part}
                className={styles.tab}
                classNames={{ tabLabel: styles.tabName! }}
                leftSection={!narrow && <Icon size={18} stroke={1.7} aria-hidden />}
              >
                {t(`settings.${part}`)}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        {parts.map((part) => {
          const { Panel } = drawn[part];
          return (
            <Tabs.Panel key={part} value={part} className={styles.panel}>
              <Panel />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Dialog>
  );
}
