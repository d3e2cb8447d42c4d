import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { Trouble } from "@/shell/Trouble";
import { chartSpans, type AdminAction, type ChartSpan } from "./AdminApi";
import { Chart } from "./Chart";
import { useMillis, useNumbers, useSizes } from "./numbers";
import { useAdminApi, useMay } from "./useAdmin";
import admin from "./Admin.module.css";
import styles from "./Overview.module.css";

const LOOK_AGAIN_MS = 15_000;
const DAY_MS = 86_400_000;
const LENGTHS: Record<ChartSpan, number> = {
  hour: DAY_MS / 24,
  day: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  year: 365 * DAY_MS,
};

/** How the organization does, now and over time. */
export function Overview() {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const number = useNumbers();
  const size = useSizes();
  const millis = useMillis();
  const [parameters, setParameters] = useSearchParams();
  const wished = parameters.get("span") as ChartSpan | null;
  const span = wished && chartSpans.includes(wished) ? wished : "day";
  const { data, error } = useQuery({
    queryKey: ["admin", "overview"],
    queryFn: api.overview,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const { data: chart, dataUpdatedAt: chartedAt } = useQuery({
    queryKey: ["admin", "chart", span],
    queryFn: () => api.chart(span),
    refetchInterval: LOOK_AGAIN_MS * 4,
    placeholderData: (before) => before,
  });
  const to = chartedAt + (chart?.seconds ?? 0) * 1000;
  const time = { seconds: chart?.seconds ?? 0, from: to - LENGTHS[span], to };
  const charted = (of: (point: NonNullable<typeof chart>["points"][number]) => number | undefined) =>
    (chart?.points ?? []).map((point) => ({ at: point.at, value: of(point) }));
  return (
    <div className={styles.page}>
      <header className={styles.head}>
        <h1 className={styles.title}>{t("tasks.overview")}</h1>
      </header>
      <Trouble failure={data ? undefined : error} />
      {!data && !error && <p role="status" aria-label={t("table.loading")} className={styles.waiting} />}
      {data && (
        <ul className={styles.tiles}>
          <Tile
            name={t("overview.online")}
            value={data.online === undefined ? t("overview.unknown") : number(data.online)}
            note={t("overview.ofActive", { total: number(data.active) })}
            to="/admin/people?state=active&sort=seen&order=desc"
            action="see-people"
          />
          <Tile
            name={t("overview.people")}
            value={number(data.active)}
            note={t("overview.disabled", { total: number(data.disabled) })}
            to="/admin/people"
            action="see-people"
          />
          <Tile
            name={t("tasks.conversations")}
            value={number(data.conversations)}
            note={t("overview.posted", { total: number(data.posted) })}
            to="/admin/conversations"
            action="see-conversations"
          />
          <Tile
            name={t("overview.delivery")}
            value={data.pace.deliveryP99 === undefined ? "–" : millis(data.pace.deliveryP99)}
            note={t("overview.waiting", {
              messages: number(data.pace.waitingMessages),
              frames: number(data.pace.waitingFrames),
            })}
          />
          <Tile name={t("overview.storage")} value={size(data.bytes)} note={t("overview.wholeDatabase")} />
          <Tile
            name={t("overview.nodes")}
            value={number(data.nodes)}
            note={
              data.draining > 0
                ? t("overview.draining", { total: number(data.draining) })
                : t("overview.allWell")
            }
            tone={data.draining > 0 ? "warn" : "good"}
            to="/admin/cluster"
            action="see-nodes"
          />
        </ul>
      )}
      <div className={styles.spans}>
        <SegmentedControl
          size="xs"
          aria-label={t("chart.span")}
          value={span}
          onChange={(value) => setParameters({ span: value }, { replace: true })}
          data={chartSpans.map((value) => ({ value, label: t(`chart.spans.${value}`) }))}
        />
      </div>
      {chart && (
        <div className={styles.charts}>
          <Chart
            title={t("overview.online")}
            kind="line"
            {...time}
            values={charted((point) => point.online)}
            format={number}
          />
          <Chart
            title={t("overview.messages")}
            kind="bars"
            {...time}
            values={charted((point) => point.messages)}
            format={number}
          />
          <Chart
            title={t("overview.deliveryChart")}
            kind="line"
            {...time}
            values={charted((point) => point.pace?.deliveryP99)}
            format={millis}
            none={t("overview.nothingDelivered")}
          />
          <Chart
            title={t("overview.waitingMessages")}
            kind="line"
            {...time}
            values={charted((point) => point.pace?.waitingMessages)}
            format={number}
          />
          <Chart
            title={t("overview.waitingFrames")}
            kind="line"
            {...time}
            values={charted((point) => point.pace?.waitingFrames)}
            format={number}
          />
          <Chart
            title={t("overview.connections")}
            kind="line"
            {...time}
            values={charted((point) => point.connections)}
            format={number}
          />
          <Chart
            title={t("overview.storage")}
            kind="line"
            {...time}
            values={charted((point) => point.bytes)}
            format={size}
          />
        </div>
      )}
    </div>
  );
}

interface TileProps {
  name: string;
  value: string;
  note: ReactNode;
  tone?: "good" | "warn";
  /** Where what is counted can be seen, by those who may. */
  to?: string;
  action?: AdminAction;
}

function Tile({ name, value, note, tone, to, action }: TileProps) {
  const may = useMay();
  const leads = to !== undefined && action !== undefined && may(action);
  return (
    <li className={styles.tile}>
      <span className={styles.name}>{name}</span>
      <span className={styles.value}>
        {leads ? (
          <Link to={to} className={styles.link} aria-label={`${name}: ${value}`}>
            {value}
          </Link>
        ) : (
          value
        )}
      </span>
      <span className={tone ? admin.badge : styles.note} data-tone={tone}>
        {note}
      </span>
    </li>
  );
}
