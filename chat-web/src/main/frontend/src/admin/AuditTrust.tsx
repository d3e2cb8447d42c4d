import { Button, Progress } from "@mantine/core";
import "@mantine/core/styles/Progress.css";
import { IconListCheck } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shell/Dialog";
import { momentName } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import type { AuditState, AuditStretch } from "./AdminApi";
import { useNumbers } from "./numbers";
import { Facts, Section } from "./Panel";
import { useAdminApi } from "./useAdmin";
import { useParts } from "./useParts";
import { When } from "./When";
import admin from "./Admin.module.css";

/** Says whether the log can be trusted: how far it is signed, stamped and handed on, and whether it is as it was written. */
export function AuditTrust() {
  const { t } = useTranslation("admin");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconListCheck size={15} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t("audit.trust")}
      </Button>
      {open && (
        <Dialog title={t("audit.trustTitle")} onClose={() => setOpen(false)}>
          <Verification />
          <Reach />
        </Dialog>
      )}
    </>
  );
}

/** All stretches that were verified so far, as one. */
function joined(before: AuditStretch | undefined, next: AuditStretch): AuditStretch {
  return { ...before, ...next, flaws: [...(before?.flaws ?? []), ...next.flaws] };
}

function Verification() {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const api = useAdminApi();
  const {
    reached: verified,
    done,
    pending,
    failure,
    start,
  } = useParts<AuditStretch>(
    async (before) => joined(before, await api.verifyAudit(before?.to ?? 0)),
    ({ more }) => more,
  );
  return (
    <Section title={t("audit.verification")}>
      <p className={admin.note}>{t("audit.verifyText")}</p>
      <Button size="xs" loading={pending} onClick={start}>
        {t("audit.verify")}
      </Button>
      {pending && (
        <Progress
          mt="sm"
          value={verified ? (100 * verified.to) / Math.max(1, verified.last) : 0}
          aria-label={t("audit.verification")}
        />
      )}
      <div role="status">
        {verified && done && (
          <>
            <p className={admin.verdict}>
              <span className={admin.badge} data-tone={verified.flaws.length > 0 ? "danger" : "good"}>
                {verified.flaws.length > 0
                  ? t("audit.broken", { number: number(verified.flaws.length) })
                  : t("audit.whole", { number: number(verified.to) })}
              </span>
            </p>
            <p className={admin.note}>
              {verified.signed
                ? t("audit.signed", {
                    number: number(verified.signed.number),
                    time: momentName(verified.signed.at),
                  })
                : t("audit.unsigned")}
              {verified.stamped &&
                ` ${t("audit.stampedAt", {
                  number: number(verified.stamped.number),
                  time: momentName(verified.stamped.at),
                })}`}
            </p>
          </>
        )}
      </div>
      {verified && verified.flaws.length > 0 && (
        <ul className={admin.list}>
          {verified.flaws.map(({ number: entry, fault }) => (
            <li key={`${entry}/${fault}`} className={admin.item}>
              {t(`audit.faults.${fault}`, { number: number(entry) })}
            </li>
          ))}
        </ul>
      )}
      <Trouble failure={failure} />
    </Section>
  );
}

function Reach() {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const api = useAdminApi();
  const { data, error } = useQuery({
    queryKey: ["admin", "audit-state"],
    queryFn: api.auditState,
    refetchInterval: 10_000,
  });
  return (
    <>
      {data && (
        <>
          <Section title={t("audit.reach")}>
            <Facts
              facts={[
                [t("audit.lastEntry"), number(data.last)],
                [
                  t("audit.checkpoint"),
                  data.signed ? (
                    <span key="signed">
                      {number(data.signed.number)} · <When at={data.signed.at} /> ·{" "}
                      <span className={admin.code}>{data.signed.key}</span>
                    </span>
                  ) : (
                    t("audit.unsigned")
                  ),
                ],
                [
                  t("audit.stamp"),
                  data.stamped ? (
                    <span key="stamped">
                      {number(data.stamped.number)} · <When at={data.stamped.at} />
                    </span>
                  ) : data.stamping ? (
                    t("audit.noStamp")
                  ) : (
                    t("audit.noAuthority")
                  ),
                ],
              ]}
            />
          </Section>
          <Section title={t("audit.siem")}>
            {data.stream ? (
              <Stream stream={data.stream} last={data.last} />
            ) : (
              <p className={admin.note}>{t("audit.noSiem")}</p>
            )}
          </Section>
        </>
      )}
      <Trouble failure={data ? undefined : error} />
    </>
  );
}

function Stream({ stream, last }: { stream: NonNullable<AuditState["stream"]>; last: number }) {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  return (
    <Facts
      facts={[
        [
          t("audit.receiver"),
          <span key="receiver" className={admin.code}>
            {stream.receiver}
          </span>,
        ],
        [t("audit.delivered"), number(stream.number)],
        stream.advanced !== undefined && [t("audit.advanced"), <When key="at" at={stream.advanced} />],
        [t("audit.behind"), number(Math.max(0, last - stream.number))],
        stream.oldest !== undefined && [t("audit.oldest"), <When key="oldest" at={stream.oldest} />],
        stream.failure !== undefined && [
          t("audit.failure"),
          <span key="failure">
            <bdi>{stream.failure}</bdi>
            {stream.failed !== undefined && (
              <>
                {" "}
                · <When at={stream.failed} />
              </>
            )}
          </span>,
        ],
      ]}
    />
  );
}
