import "@mantine/core/styles/Tabs.css";
import { Tabs } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "react-router";
import { Rules, type RulePlace } from "@/conversation/ScreeningRules";
import { CaseQueue } from "@/report/CaseQueue";
import { useWorkspace } from "@/shell/context";
import { RuleBench } from "./RuleBench";
import { useMay } from "./useAdmin";
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
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1 className={page.title}>{t("tasks.moderation")}</h1>
      </header>
      <div className={page.block}>
        <Tabs
          value={parameters.get("part") ?? "cases"}
          onChange={(part) => part && setParameters({ part }, { replace: true })}
          keepMounted={false}
        >
          <Tabs.List aria-label={t("tasks.moderation")}>
            <Tabs.Tab value="cases">{t("moderation.cases")}</Tabs.Tab>
            {may("change-screening") && (
              <>
                <Tabs.Tab value="rules">{t("moderation.rules")}</Tabs.Tab>
                <Tabs.Tab value="bench">{t("bench.title")}</Tabs.Tab>
              </>
            )}
          </Tabs.List>
          <Tabs.Panel value="cases" pt="md">
            <h2 className="only-for-readers">{t("moderation.cases")}</h2>
            <CaseQueue />
          </Tabs.Panel>
          <Tabs.Panel value="rules" pt="md">
            <h2 className="only-for-readers">{t("moderation.rules")}</h2>
            <p>{t("moderation.rulesText")}</p>
            <Rules place={rules} may title={t("moderation.rules")} none={t("moderation.noRules")} />
          </Tabs.Panel>
          <Tabs.Panel value="bench" pt="md">
            <h2 className="only-for-readers">{t("bench.title")}</h2>
            <p>{t("bench.text")}</p>
            <RuleBench />
          </Tabs.Panel>
        </Tabs>
      </div>
    </div>
  );
}
