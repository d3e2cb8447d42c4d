import "@mantine/core/styles/Tabs.css";
import { Tabs } from "@mantine/core";
import { useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import { AboutMe } from "./AboutMe";
import { CaseQueue } from "./CaseQueue";
import { MyReports } from "./MyReports";
import styles from "./Reports.module.css";

const parts = { queue: CaseQueue, mine: MyReports, about: AboutMe };
const names = Object.keys(parts) as (keyof typeof parts)[];

/** What waits for one's decision, what became of one's reports, and what was decided about oneself. */
export default function Reports({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { moderation } = useWorkspace();
  const [shown, show] = useState<string | null>(moderation.hasNews ? "about" : null);
  const asking = useSyncExternalStore(moderation.subscribe, () => moderation.isAsking);
  // Once: what is open does not change under somebody's eyes
  if (shown === null && !asking) show(moderation.waiting > 0 ? "queue" : "mine");
  return (
    <Dialog title={t("cases.title")} size={720} onClose={onClose}>
      <Tabs value={shown} onChange={show} keepMounted={false}>
        <Tabs.List aria-label={t("cases.title")} className={styles.tabs}>
          {names.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`cases.parts.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {names.map((name) => {
          const Panel = parts[name];
          return (
            <Tabs.Panel key={name} value={name} className={styles.panel}>
              <Panel />
            </Tabs.Panel>
          );
        })}
      </Tabs>
    </Dialog>
  );
}
