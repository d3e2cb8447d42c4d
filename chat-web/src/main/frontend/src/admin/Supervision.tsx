import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { usePeople } from "@/shell/context";
import { Trouble } from "@/shell/Trouble";
import type { SupervisionRule } from "./compliance";
import { useNumbers } from "./numbers";
import { SupervisionQueue } from "./SupervisionQueue";
import { SupervisionRules } from "./SupervisionRules";
import { useAdminApi, useMay } from "./useAdmin";
import admin from "./Admin.module.css";
import nodes from "./Cluster.module.css";
import page from "./Overview.module.css";
import panel from "./Panel.module.css";

/** What of what people write somebody looks at, what became of it, and by which rules. */
export function Supervision() {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const { data, error } = useQuery({
    queryKey: ["admin", "supervision", "rules"],
    queryFn: api.supervisionRules,
  });
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1 className={page.title}>{t("tasks.supervision")}</h1>
      </header>
      <p className={page.text}>{t("supervision.text")}</p>
      <Trouble failure={data ? undefined : error} />
      {!data && !error && <p role="status" aria-label={t("table.loading")} className={page.waiting} />}
      {data && (
        <>
          {may("review-supervised") && <SupervisionQueue rules={data.rules} />}
          <SupervisionRules rules={data.rules} />
          <Figures rules={data.rules} />
        </>
      )}
    </div>
  );
}

/** What an examiner asks for, and to be taken along. */
function Figures({ rules }: { rules: readonly SupervisionRule[] }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const person = usePeople();
  const number = useNumbers();
  const { data } = useQuery({
    queryKey: ["admin", "supervision", "figures"],
    queryFn: api.supervisionFigures,
  });
  const keep = useMutation({ mutationFn: api.keepSupervision });
  const nameOf = (id: number) => rules.find((rule) => rule.id === id)?.name ?? String(id);
  const reviewerOf = (id: number | undefined) =>
    id === undefined ? t("supervision.nobody") : (person(id)?.displayName ?? String(id));
  return (
    <section className={page.block}>
      <h2 className={panel.heading}>{t("supervision.figures")}</h2>
      <p className={admin.note}>{t("supervision.figuresText")}</p>
      {data?.figures.length === 0 && <p className={admin.note}>{t("supervision.noFigures")}</p>}
      {data !== undefined && data.figures.length > 0 && (
        <div className={nodes.rows} tabIndex={0} role="region" aria-label={t("supervision.figures")}>
          <table className={nodes.table}>
            <thead>
              <tr>
                <th scope="col">{t("supervision.rule")}</th>
                <th scope="col">{t("supervision.reviewer")}</th>
                <th scope="col">{t("supervision.selected")}</th>
                <th scope="col">{t("supervision.reviewed")}</th>
                <th scope="col">{t("supervision.overdue")}</th>
                <th scope="col">{t("supervision.escalated")}</th>
              </tr>
            </thead>
            <tbody>
              {data.figures.map((row) => (
                <tr key={`${row.rule}/${row.reviewer ?? ""}`}>
                  <th scope="row">
                    <bdi>{nameOf(row.rule)}</bdi>
                  </th>
                  <td>
                    <bdi>{reviewerOf(row.reviewer)}</bdi>
                  </td>
                  <td>{number(row.selected)}</td>
                  <td>{number(row.reviewed)}</td>
                  <td>{number(row.overdue)}</td>
                  <td>{number(row.escalated)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className={admin.actions}>
        <Button variant="default" size="xs" mt="sm" onClick={() => keep.mutate("figures")}>
          {t("supervision.keepFigures")}
        </Button>
        <Button variant="default" size="xs" mt="sm" onClick={() => keep.mutate("records")}>
          {t("supervision.keepRecords")}
        </Button>
      </div>
      <Trouble failure={keep.error} />
    </section>
  );
}
