import { Button, NumberInput, Progress } from "@mantine/core";
import "@mantine/core/styles/Progress.css";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Trouble } from "@/shell/Trouble";
import type { ArchiveRule, ArchiveState, ArchiveVerdict } from "./compliance";
import { NamedDanger } from "./NamedDanger";
import { useNumbers, useSizes } from "./numbers";
import { Facts } from "./Panel";
import { RETENTION } from "./retention";
import { useAdminApi, useFresh, useMay } from "./useAdmin";
import { useParts } from "./useParts";
import admin from "./Admin.module.css";
import nodes from "./Cluster.module.css";
import page from "./Overview.module.css";
import panel from "./Panel.module.css";

/** How soon one looks again at how far it has come. */
const AGAIN_MS = 10_000;
const MOST_DAYS = 36_500;
const MOST_SHOWN = 200;

/** What is archived outside of the database, by which rule, and whether it is as it was written. */
export function Archive() {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const { data, error } = useQuery({
    queryKey: [...RETENTION, "archive"],
    queryFn: api.archive,
    refetchInterval: ({ state }) => state.data?.rule !== undefined && AGAIN_MS,
  });
  return (
    <section className={page.block} aria-label={t("archive.title")}>
      <h2 className={panel.heading}>{t("archive.title")}</h2>
      <p className={admin.note}>{t("archive.text")}</p>
      {data && (
        <>
          <Standing archive={data} />
          <Setting archive={data} />
          {(data.storage || data.segments > 0) && <Verification archive={data} />}
        </>
      )}
      <Trouble failure={data ? undefined : error} />
    </section>
  );
}

function Standing({ archive: { storage, rule, ...archive } }: { archive: ArchiveState }) {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const size = useSizes();
  return (
    <>
      {!storage && <p className={admin.note}>{t("archive.noStorage")}</p>}
      <Facts
        facts={[
          [
            t("archive.state"),
            <span key="state" className={admin.badge} data-tone={rule ? "good" : undefined}>
              {t(rule ? "archive.on" : "archive.off")}
            </span>,
          ],
          rule && [t("archive.after"), rule.afterDays === 0 ? t("archive.atOnce") : number(rule.afterDays)],
          rule && [
            t("archive.lock"),
            rule.lockDays === undefined ? t("archive.unlocked") : number(rule.lockDays),
          ],
          rule && [
            t("archive.move"),
            rule.moveAfterDays === undefined ? t("archive.unmoved") : number(rule.moveAfterDays),
          ],
          archive.moved > 0 && [t("archive.moved"), number(archive.moved)],
          [t("archive.segments"), number(archive.segments)],
          [t("archive.messages"), number(archive.messages)],
          [t("archive.bytes"), size(archive.bytes)],
          [t("archive.textBytes"), size(archive.textBytes)],
        ]}
      />
    </>
  );
}

function Setting({ archive: { storage, rule } }: { archive: ArchiveState }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const fresh = useFresh();
  const [asking, setAsking] = useState<"set" | "stop">();
  const close = () => setAsking(undefined);
  if (!may("change-retention")) return null;
  return (
    <div className={admin.actions}>
      {storage && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setAsking("set")}>
          {t(rule ? "archive.change" : "archive.set")} …
        </Button>
      )}
      {rule && (
        <Button variant="light" color="red" size="xs" mt="sm" onClick={() => setAsking("stop")}>
          {t("archive.stop")} …
        </Button>
      )}
      {asking === "set" && <RuleDialog rule={rule} onClose={close} />}
      {asking === "stop" && (
        <NamedDanger
          title={t("archive.stopTitle")}
          text={t("archive.stopText")}
          confirm={t("archive.stop")}
          name={t("archive.title")}
          onConfirm={() => api.stopArchive().then(fresh)}
          onClose={close}
        />
      )}
    </div>
  );
}

/** A lock cannot be taken back before its time: where there is a new or a longer one, the name is typed. */
function RuleDialog({ rule, onClose }: { rule: ArchiveRule | undefined; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const [after, setAfter] = useState<number | string>(rule?.afterDays ?? "");
  const [lock, setLock] = useState<number | string>(rule?.lockDays ?? "");
  const [move, setMove] = useState<number | string>(rule?.moveAfterDays ?? "");
  const lockDays = typeof lock === "number" ? lock : undefined;
  const moveAfterDays = typeof move === "number" ? move : undefined;
  const movesTooSoon =
    typeof after === "number" && moveAfterDays !== undefined && moveAfterDays < Math.max(1, after);
  const effects = [
    t(after === 0 ? "archive.effectAtOnce" : "archive.effectAfter"),
    t(lockDays === undefined ? "archive.effectUnlocked" : "archive.effectLocked"),
    ...(rule?.lockDays !== undefined && rule.lockDays !== lockDays ? [t("archive.effectBefore")] : []),
    ...(moveAfterDays !== undefined ? [t("archive.effectMoved")] : []),
    ...(rule?.moveAfterDays !== undefined && moveAfterDays === undefined ? [t("archive.effectBack")] : []),
  ];
  const set = () => {
    // What else the rule says stays as it is
    const { lockDays: _, moveAfterDays: __, ...others } = rule ?? {};
    return api.setArchive({
      ...others,
      afterDays: Number(after),
      ...(lockDays !== undefined && { lockDays }),
      ...(moveAfterDays !== undefined && { moveAfterDays }),
    });
  };
  return (
    <NamedDanger
      title={t("archive.setTitle")}
      text={t("archive.setText")}
      confirm={t("archive.save")}
      name={t("archive.title")}
      mayConfirm={typeof after === "number" && !movesTooSoon}
      harmless={(lockDays ?? 0) <= (rule?.lockDays ?? 0)}
      onConfirm={() => set().then(fresh)}
      onClose={onClose}
    >
      <div className={admin.form}>
        <NumberInput
          label={t("archive.afterDays")}
          value={after}
          min={0}
          max={MOST_DAYS}
          allowDecimal={false}
          clampBehavior="strict"
          hideControls
          data-autofocus
          onChange={setAfter}
        />
        <NumberInput
          label={t("archive.lockDays")}
          value={lock}
          min={1}
          max={MOST_DAYS}
          allowDecimal={false}
          clampBehavior="strict"
          hideControls
          onChange={setLock}
        />
        <NumberInput
          label={t("archive.moveAfterDays")}
          description={t("archive.moveText")}
          error={movesTooSoon && t("archive.movesTooSoon")}
          value={move}
          min={1}
          max={MOST_DAYS}
          allowDecimal={false}
          clampBehavior="strict"
          hideControls
          onChange={setMove}
        />
        <ul className={admin.effects}>
          {effects.map((effect) => (
            <li key={effect}>{effect}</li>
          ))}
        </ul>
      </div>
    </NamedDanger>
  );
}

/** All that was verified so far, as one. */
function joined(before: ArchiveVerdict | undefined, next: ArchiveVerdict): ArchiveVerdict {
  return {
    ...next,
    segments: (before?.segments ?? 0) + next.segments,
    messages: (before?.messages ?? 0) + next.messages,
    findings: [...(before?.findings ?? []), ...next.findings],
  };
}

function Verification({ archive: { segments } }: { archive: ArchiveState }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const number = useNumbers();
  const { reached, done, pending, failure, start } = useParts<ArchiveVerdict>(
    async (before) => joined(before, await api.verifyArchive(before?.next ?? 0)),
    ({ next }) => next !== undefined,
  );
  return (
    <div className={nodes.part}>
      <h3 className={panel.heading}>{t("archive.verification")}</h3>
      <p className={admin.note}>{t("archive.verifyText")}</p>
      <Button variant="default" size="xs" loading={pending} onClick={start}>
        {t("archive.verify")}
      </Button>
      {pending && (
        <Progress
          mt="sm"
          value={(100 * (reached?.segments ?? 0)) / Math.max(1, segments)}
          aria-label={t("archive.verification")}
        />
      )}
      <div role="status">
        {reached && done && (
          <p className={admin.verdict}>
            <span className={admin.badge} data-tone={reached.findings.length > 0 ? "danger" : "good"}>
              {reached.findings.length > 0
                ? t("archive.broken", { number: number(reached.findings.length) })
                : t("archive.whole", {
                    segments: number(reached.segments),
                    messages: number(reached.messages),
                  })}
            </span>
          </p>
        )}
      </div>
      {reached && reached.findings.length > 0 && <Flaws verdict={reached} />}
      <Trouble failure={failure} />
    </div>
  );
}

function Flaws({ verdict: { findings } }: { verdict: ArchiveVerdict }) {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  return (
    <>
      <div className={nodes.rows} role="region" aria-label={t("archive.findings")} tabIndex={0}>
        <table className={nodes.table}>
          <thead>
            <tr>
              <th scope="col">{t("conversations.one")}</th>
              <th scope="col">{t("archive.numbers")}</th>
              <th scope="col">{t("archive.what")}</th>
            </tr>
          </thead>
          <tbody>
            {findings.slice(0, MOST_SHOWN).map(({ segment, conversation, from, to, what }) => (
              <tr key={`${segment}/${what}`}>
                <th scope="row">{conversation}</th>
                <td>
                  {number(from)}–{number(to)}
                </td>
                <td>
                  <bdi>{what}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {findings.length > MOST_SHOWN && (
        <p className={admin.note}>{t("archive.moreFindings", { number: number(MOST_SHOWN) })}</p>
      )}
    </>
  );
}
