import { Button } from "@mantine/core";
import { useId, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { momentName } from "@/shell/times";
import styles from "./Chart.module.css";

export interface ChartValue {
  at: string;
  /** Nothing where it is not known. */
  value: number | undefined;
}

interface Props {
  title: string;
  values: readonly ChartValue[];
  /** How long each value is. */
  seconds: number;
  /** From when to when it goes, whatever of that is known. */
  from: number;
  to: number;
  format: (value: number) => string;
  /** How a time is written; as a moment if nothing is said. */
  when?: (at: string) => string;
  /** What is said where there is nothing to show. */
  none?: string;
  /** What is counted stands on the ground; what has a level goes on as a line. */
  kind: "bars" | "line";
}

const [WIDTH, HEIGHT] = [600, 140];

/** The least round number that is as much. */
export function roundUp(value: number): number {
  if (value <= 1) return 1;
  const size = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map((step) => step * size).find((step) => step >= value)!;
}

/** Runs of values that are known and follow each other without a gap. */
export function runs(values: readonly ChartValue[], seconds: number): ChartValue[][] {
  const all: ChartValue[][] = [];
  let last: number | undefined;
  for (const value of values) {
    const at = Date.parse(value.at);
    if (value.value === undefined) last = undefined;
    else if (last !== undefined && at - last <= seconds * 1500) all.at(-1)!.push(value);
    else all.push([value]);
    if (value.value !== undefined) last = at;
  }
  return all;
}

/** Values over time, to be looked at, gone through by keyboard, or read as a table. */
export function Chart({ title, values, seconds, from, to, format, when = momentName, kind, none }: Props) {
  const { t } = useTranslation("admin");
  const [asTable, setAsTable] = useState(false);
  const [at, setAt] = useState<number>();
  const name = useId();
  const known = values.filter((one): one is ChartValue & { value: number } => one.value !== undefined);
  const most = roundUp(Math.max(1, ...known.map(({ value }) => value)));
  const span = to - from;
  const x = (moment: string) => ((Date.parse(moment) - from) / span) * WIDTH;
  const y = (value: number) => HEIGHT - (value / most) * HEIGHT;
  const step = (seconds * 1000 * WIDTH) / span;
  const pointed = at === undefined ? known.at(-1) : known[at];

  function point(event: PointerEvent<SVGSVGElement>) {
    const box = event.currentTarget.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * WIDTH - step / 2;
    let nearest = 0;
    known.forEach((one, index) => {
      if (Math.abs(x(one.at) - place) < Math.abs(x(known[nearest]!.at) - place)) nearest = index;
    });
    setAt(nearest);
  }

  function onKeyDown(event: KeyboardEvent) {
    const next = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(known.length - 1, (at ?? known.length - 1) + next)));
  }

  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span className={styles.title} id={name}>
          {title}
        </span>
        <Button variant="subtle" size="xs" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? t("chart.asChart") : t("chart.asTable")}
        </Button>
      </figcaption>
      {known.length === 0 ? (
        <p className={styles.none}>{none ?? t("chart.none")}</p>
      ) : asTable ? (
        <div className={styles.rows} role="region" aria-labelledby={name} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t("chart.time")}</th>
                <th scope="col">{title}</th>
              </tr>
            </thead>
            <tbody>
              {known.toReversed().map((one) => (
                <tr key={one.at}>
                  <th scope="row">{when(one.at)}</th>
                  <td>{format(one.value)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <>
          <p className={styles.pointed} aria-live="polite">
            {pointed && (
              <>
                <strong>{format(pointed.value)}</strong> <span>{when(pointed.at)}</span>
              </>
            )}
          </p>
          <div className={styles.plot}>
            <span className={styles.most}>{format(most)}</span>
            <svg
              viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
              preserveAspectRatio="none"
              className={styles.drawn}
              role="img"
              aria-labelledby={name}
              aria-description={t("chart.keys")}
              tabIndex={0}
              onPointerMove={point}
              onPointerLeave={() => setAt(undefined)}
              onKeyDown={onKeyDown}
            >
              <line x1={0} x2={WIDTH} y1={0.5} y2={0.5} className={styles.rule} />
              <line x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} className={styles.rule} />
              {kind === "bars"
                ? known.map((one) => (
                    <rect
                      key={one.at}
                      x={x(one.at) + step * 0.1}
                      width={step * 0.8}
                      y={y(one.value)}
                      height={HEIGHT - y(one.value)}
                      className={styles.bar}
                      data-pointed={one === pointed || undefined}
                    />
                  ))
                : runs(values, seconds).map((run) => (
                    <g key={run[0]!.at}>
                      <path d={`${area(run, x, y, step)}`} className={styles.area} />
                      <polyline
                        // A line needs two; of one value it is a dot
                        points={[...run, run.at(-1)!]
                          .map((one) => `${x(one.at) + step / 2},${y(one.value!)}`)
                          .join(" ")}
                        className={styles.line}
                      />
                    </g>
                  ))}
              {pointed && kind === "line" && (
                <line
                  x1={x(pointed.at) + step / 2}
                  x2={x(pointed.at) + step / 2}
                  y1={y(pointed.value)}
                  y2={HEIGHT}
                  className={styles.stem}
                />
              )}
              <line x1={0} x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={styles.ground} />
            </svg>
          </div>
          <p className={styles.times} aria-hidden>
            <span>{when(new Date(from).toISOString())}</span>
            <span>{when(new Date(to - seconds * 1000).toISOString())}</span>
          </p>
        </>
      )}
    </figure>
  );
}

function area(
  run: readonly ChartValue[],
  x: (at: string) => number,
  y: (value: number) => number,
  step: number,
): string {
  const points = run.map((one) => `L${x(one.at) + step / 2},${y(one.value!)}`).join("");
  return `M${x(run[0]!.at) + step / 2},${HEIGHT}${points}L${x(run.at(-1)!.at) + step / 2},${HEIGHT}Z`;
}
