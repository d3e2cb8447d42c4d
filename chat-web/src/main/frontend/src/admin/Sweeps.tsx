import { Button } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { listed } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import type { Sealed, Sweep } from "./compliance";
import { keepFile } from "./csv";
import { More } from "./More";
import { useNumbers } from "./numbers";
import { RETENTION, useRules } from "./retention";
import { useAdminApi, useFresh, useMay } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";
import nodes from "./Cluster.module.css";
import page from "./Overview.module.css";
import panel from "./Panel.module.css";

/** How soon one looks again at what goes on. */
const AGAIN_MS = 3000;

/** What was destroyed when, with what proves it. */
export function Sweeps() {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery({
    queryKey: [...RETENTION, "sweeps"],
    queryFn: api.sweeps,
    refetchInterval: ({ state }) => goesOn(state.data?.sweeps) && AGAIN_MS,
  });
  return (
    <section className={page.block} aria-label={t("policies.sweeps")}>
      <h2 className={panel.heading}>{t("policies.sweeps")}</h2>
      <p className={admin.note}>{t("policies.sweepsText")}</p>
      {may("change-retention") && (
        <Button
          variant="light"
          color="red"
          size="xs"
          disabled={goesOn(data?.sweeps)}
          onClick={() => setAsking(true)}
        >
          {t("policies.sweepNow")} …
        </Button>
      )}
      {asking && <SweepDialog onClose={() => setAsking(false)} />}
      {data?.sweeps.length === 0 && <p className={admin.note}>{t("policies.noSweeps")}</p>}
      <ul className={admin.list}>
        {data?.sweeps.map((sweep) => (
          <OneSweep key={sweep.id} sweep={sweep} />
        ))}
      </ul>
    </section>
  );
}

function goesOn(sweeps: readonly Sweep[] | undefined): boolean {
  return sweeps?.some(({ ended }) => ended === undefined) ?? false;
}

function SweepDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const { data } = useRules();
  const names = data?.rules.filter(({ state }) => state === "on").map(({ name }) => name);
  return (
    <ConfirmDialog
      title={t("policies.sweepNow")}
      text={t("policies.sweepNowText")}
      confirm={t("policies.sweepNow")}
      danger
      mayConfirm={names !== undefined}
      onConfirm={() => api.sweepNow().then(fresh)}
      onClose={onClose}
    >
      {names && (
        <p className={admin.note}>
          {names.length > 0 ? t("policies.rulesOn", { names: listed(names) }) : t("policies.noRulesOn")}
        </p>
      )}
    </ConfirmDialog>
  );
}

function OneSweep({
  sweep: { id, asOf, messages, certificates, ended, document: sealed },
}: {
  sweep: Sweep;
}) {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const [open, setOpen] = useState(false);
  return (
    <li className={admin.block}>
      <div className={admin.item}>
        <span className={admin.text}>
          <When at={asOf} />
          <span className={admin.faint}>
            {t("policies.sweepLine", { messages: number(messages), certificates: number(certificates) })}
            {sealed && ` · ${t("policies.signedBy", { key: sealed.key })}`}
            {ended === undefined && ` · ${t("policies.going")}`}
          </span>
        </span>
        <span className={admin.actions}>
          {certificates > 0 && (
            <Button variant="default" size="xs" aria-expanded={open} onClick={() => setOpen(!open)}>
              {t("policies.certificates")}
            </Button>
          )}
          {sealed && (
            <Button variant="default" size="xs" onClick={() => keepSealed(`sweep-${id}`, sealed)}>
              {t("policies.saveSigned")}
            </Button>
          )}
        </span>
      </div>
      {open && <Certificates sweep={id} />}
    </li>
  );
}

function keepSealed(name: string, sealed: Sealed): void {
  keepFile(`${name}.json`, JSON.stringify(sealed, undefined, 2), "application/json");
}

function Certificates({ sweep }: { sweep: number }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const number = useNumbers();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: [...RETENTION, "certificates", sweep],
    queryFn: ({ pageParam }) => api.certificates(sweep, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (certificates) => certificates.next,
  });
  if (!data) return <Trouble failure={error} />;
  return (
    <>
      <div
        className={nodes.rows}
        role="region"
        aria-label={t("policies.certificatesOf", { number: sweep })}
        tabIndex={0}
      >
        <table className={nodes.table}>
          <thead>
            <tr>
              <th scope="col">{t("conversations.one")}</th>
              <th scope="col">{t("policies.destroyed")}</th>
              <th scope="col">{t("policies.destroyedAt")}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {data.pages
              .flatMap(({ certificates }) => certificates)
              .map((certificate) => (
                <tr key={certificate.id}>
                  <th scope="row">{certificate.conversation}</th>
                  <td>{number(certificate.messages)}</td>
                  <td>
                    <When at={certificate.at} />
                  </td>
                  <td>
                    <Button
                      variant="default"
                      size="compact-xs"
                      aria-label={t("policies.saveCertificate", { number: certificate.id })}
                      onClick={() => keepSealed(`certificate-${certificate.id}`, certificate.document)}
                    >
                      {t("policies.saveShort")}
                    </Button>
                  </td>
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      <More onMore={hasNextPage ? () => void fetchNextPage() : undefined} loading={isFetchingNextPage} />
    </>
  );
}
