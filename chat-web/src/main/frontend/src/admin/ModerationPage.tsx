import "@mantine/core/styles/Tabs.css";
import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Rules, type RulePlace } from "@/conversation/ScreeningRules";
import { useWorkspace } from "@/shell/context";
import { Cases } from "./Cases";
import { RuleBench } from "./RuleBench";
import { useMay } from "./useAdmin";
import styles from "./Moderation.module.css";
import page from "./Overview.module.css";

/** What was reported, and the rules by which all messages of the organization are judged. */
export function ModerationPage() {
  const { t } = useTranslation("admin");
  const { api } = useWorkspace();
  const may = useMay();
  const [parameters, setParameters] = useSearchParams();
  const rules: RulePlace = {
    key: ["admin", "rules"],
    list: () => api.organizationRules(),
    add: (wish) => api.addOrganizationRule(wish),
    replace: (id, wish) => api.replaceOrganizationRule(id, wish),
    turn: ({ id, off }) => api.turnOrganizationRule(id, off ? "on" : "off"),
    remove: (id) => api.removeOrganizationRule(id),
    bench: (wish) => <RuleBench rule={wish} />,
  };
  const part = parameters.get("part") ?? "cases";
  return (
    <div className={styles.page}>
      <header className={page.head}>
        <h1 className={page.title}>{t("tasks.moderation")}</h1>
      </header>
      <Tabs
        value={part}
        onChange={(chosen) => chosen && setParameters({ part: chosen }, { replace: true })}
        keepMounted={false}
        className={styles.parts!}
      >
        <Tabs.List aria-label={t("tasks.moderation")} className={styles.partNames!}>
          <Tabs.Tab value="cases">{t("moderation.cases")}</Tabs.Tab>
          {may("change-screening") && (
            <>
              <Tabs.Tab value="rules">{t("moderation.rules")}</Tabs.Tab>
              <Tabs.Tab value="bench">{t("bench.title")}</Tabs.Tab>
            </>
          )}
        </Tabs.List>
        <Tabs.Panel value="cases" pt="xs" className={styles.part!}>
          <Cases />
        </Tabs.Panel>
        <Tabs.Panel value="rules" className={styles.part!}>
          <div className={styles.scrolled}>
            <h2 className="only-for-readers">{t("moderation.rules")}</h2>
            <p>{t("moderation.rulesText")}</p>
            <Rules place={rules} may title={t("moderation.rules")} none={t("moderation.noRules")} />
          </div>
        </Tabs.Panel>
        <Tabs.Panel value="bench" className={styles.part!}>
          <div className={styles.scrolled}>
            <h2 className="only-for-readers">{t("bench.title")}</h2>
            <p>{t("bench.text")}</p>
            <RuleBench />
          </div>
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
