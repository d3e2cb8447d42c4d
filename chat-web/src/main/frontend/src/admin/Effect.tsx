import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { monthName } from "@/shell/times";
import { Chart } from "./Chart";
import type { DryRun, RetentionRule } from "./compliance";
import { More } from "./More";
import { NamedDanger } from "./NamedDanger";
import { useNumbers } from "./numbers";
import { keepersOf, monthsOf, RETENTION, ruleName, spanOf, useRules } from "./retention";
import { useAdminApi, useFresh } from "./useAdmin";
import admin from "./Admin.module.css";
import nodes from "./Cluster.module.css";
import panel from "./Panel.module.css";

/** As long as the shortest month, for the bars not to reach into the next. */
const MONTH_SECONDS = 28 * 86_400;

/** What a dry run has found, and switching by it. */
export function Effect({ rule, run, onOver }: { rule: RetentionRule; run: DryRun; onOver: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const number = useNumbers();
  const [switching, setSwitching] = useState(false);
  const effect = t("policies.effect", {
    now: number(run.now),
    later: number(run.later),
    held: number(run.held),
    kept: number(run.kept),
  });
  const shares = (["now", "later", "held", "kept"] as const).filter((name) => run[name] > 0);
  return (
    <section className={nodes.effect}>
      <h3 className={panel.heading}>{t(run.on ? "policies.ifOn" : "policies.ifOff", { name: rule.name })}</h3>
      <p>{effect}</p>
      {run.messages > 0 && (
        <ul className={nodes.shares}>
          {shares.map((name) => (
            <li key={name} data-share={name} style={{ flexGrow: run[name] / run.messages }}>
              {t(`policies.${name}`)} · {number(run[name])}
            </li>
          ))}
        </ul>
      )}
      <Months run={run} />
      <Keepers run={run} />
      <Outlooks run={run} />
      {run.fresh ? (
        <Button
          variant="light"
          color={run.on ? "red" : "blue"}
          size="xs"
          mt="sm"
          onClick={() => setSwitching(true)}
        >
          {run.on ? t("policies.switchOn") : t("policies.switchOff")} …
        </Button>
      ) : (
        <p className={admin.note}>{t("policies.stale")}</p>
      )}
      {switching && (
        <NamedDanger
          title={run.on ? t("policies.switchOn") : t("policies.switchOff")}
          text={effect}
          confirm={run.on ? t("policies.switchOn") : t("policies.switchOff")}
          name={rule.name}
          onConfirm={() => api.switchRetention(run).then(onOver).then(fresh)}
          onClose={() => setSwitching(false)}
        />
      )}
    </section>
  );
}

/** When messages would go that do not go yet. */
function Months({ run }: { run: DryRun }) {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const [now] = useState(Date.now);
  const months = monthsOf(run.fates);
  if (months.length === 0) return null;
  return (
    <div className={nodes.part}>
      <Chart
        title={t("policies.months")}
        kind="bars"
        values={months}
        seconds={MONTH_SECONDS}
        {...spanOf(months, now)}
        format={number}
        when={monthName}
      />
    </div>
  );
}

/** What messages stay for that would go otherwise. */
function Keepers({ run }: { run: DryRun }) {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const { data } = useRules();
  const title = useId();
  const keepers = keepersOf(run.fates);
  if (keepers.length === 0) return null;
  return (
    <div className={nodes.part}>
      <h4 className={admin.blockTitle} id={title}>
        {t("policies.heldBack")}
      </h4>
      <div className={nodes.rows} role="region" aria-labelledby={title} tabIndex={0}>
        <table className={nodes.table}>
          <thead>
            <tr>
              <th scope="col">{t("policies.heldBy")}</th>
              <th scope="col">{t("policies.now")}</th>
              <th scope="col">{t("policies.later")}</th>
              <th scope="col">{t("policies.kept")}</th>
            </tr>
          </thead>
          <tbody>
            {keepers.map((keeper) => (
              <tr key={`${keeper.by}/${keeper.number}`}>
                <th scope="row">
                  {keeper.by === "hold"
                    ? t("policies.byHold", { number: keeper.number })
                    : t("policies.byMinimum", { name: ruleName(data?.rules, keeper.number) })}
                </th>
                <td>{number(keeper.now)}</td>
                <td>{number(keeper.later)}</td>
                <td>{number(keeper.never)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** The same by conversation. */
function Outlooks({ run }: { run: DryRun }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const number = useNumbers();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...RETENTION, "run", run.id],
    queryFn: ({ pageParam }) => api.outlooks(run.id, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (outlooks) => outlooks.next,
  });
  const conversations = data?.pages.flatMap((page) => page.conversations) ?? [];
  if (conversations.length === 0) return null;
  return (
    <>
      <div className={nodes.rows} role="region" aria-label={t("policies.would")} tabIndex={0}>
        <table className={nodes.table}>
          <thead>
            <tr>
              <th scope="col">{t("conversations.one")}</th>
              <th scope="col">{t("policies.now")}</th>
              <th scope="col">{t("policies.later")}</th>
              <th scope="col">{t("policies.held")}</th>
              <th scope="col">{t("policies.kept")}</th>
            </tr>
          </thead>
          <tbody>
            {conversations.map((one) => (
              <tr key={one.conversation}>
                <th scope="row">
                  <bdi>{one.name ?? `${t(`conversations.${one.kind}`)} ${one.conversation}`}</bdi>
                </th>
                <td>{number(one.now)}</td>
                <td>{number(one.later)}</td>
                <td>{number(one.held)}</td>
                <td>{number(one.kept)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <More onMore={hasNextPage ? () => void fetchNextPage() : undefined} loading={isFetchingNextPage} />
    </>
  );
}
