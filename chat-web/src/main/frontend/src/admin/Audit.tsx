import { Button, TextInput, Tooltip } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { usePeople } from "@/shell/context";
import { dateBefore, dateOf, endOf, startOf } from "@/shell/days";
import { momentName } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import type { AuditCheckpoint, AuditEntry } from "./AdminApi";
import { AuditTrust } from "./AuditTrust";
import { deedChoices, deedName } from "./deeds";
import { useNumbers } from "./numbers";
import { Facts, Panel, Section } from "./Panel";
import { Table, useFilter, useOpenRow, type Column } from "./Table";
import { useAdminApi } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";
import styles from "./Console.module.css";

/** The audit log: what was done, by whom, on what, from where. */
export function Audit() {
  const { t } = useTranslation("admin");
  const { audit } = useAdminApi();
  const queries = useQueryClient();
  const [open, close] = useOpenRow();
  const [signed, setSigned] = useState<AuditCheckpoint>();
  const columns = useColumns();
  const entry = queries
    .getQueriesData<{ pages: { rows: AuditEntry[] }[] }>({ queryKey: ["admin", "audit"] })
    .flatMap(([, data]) => data?.pages.flatMap(({ rows }) => rows) ?? [])
    .find(({ number }) => String(number) === open);
  return (
    <div className={styles.beside} data-open={entry !== undefined || undefined}>
      <Table<AuditEntry>
        name="audit"
        title={t("tasks.audit")}
        text={t("audit.text")}
        columns={columns}
        filters={[
          {
            name: "deed",
            title: t("audit.deed"),
            values: deedChoices(t),
          },
          {
            name: "outcome",
            title: t("audit.outcome"),
            values: [
              { value: "DONE", label: t("audit.done") },
              { value: "REFUSED", label: t("audit.refused") },
            ],
          },
        ]}
        links={[
          { name: "person", label: (person) => t("audit.byPerson", { person }) },
          { name: "subject", label: (subject) => t("audit.onSubject", { subject }) },
        ]}
        others={["since", "until"]}
        tools={
          <>
            <Day name="since" label={t("audit.since")} dayOf={dateOf} momentOf={startOf} />
            <Day name="until" label={t("audit.until")} dayOf={dateBefore} momentOf={endOf} />
          </>
        }
        usual={{ sort: "number", order: "desc" }}
        load={async (query, before, limit) => {
          const page = await audit(query, before, limit);
          setSigned(page.signed);
          return page;
        }}
        idOf={({ number }) => number}
        none={t("audit.none")}
      >
        <Signed signed={signed} />
        <AuditTrust />
      </Table>
      {entry && <EntryPanel key={open} entry={entry} onClose={close} />}
    </div>
  );
}

interface DayProps {
  name: string;
  label: string;
  /** The day by the moment at which it begins or is over, and the moment by the day. */
  dayOf: (moment: string) => string;
  momentOf: (day: string) => string | undefined;
}

/** A day in the person's zone; the server is asked for a moment. */
function Day({ name, label, dayOf, momentOf }: DayProps) {
  const [value, set] = useFilter(name);
  return (
    <label className={admin.beside}>
      {label}
      <TextInput
        type="date"
        size="xs"
        value={value === "" ? "" : dayOf(value)}
        onChange={(event) => set(momentOf(event.currentTarget.value) ?? "")}
      />
    </label>
  );
}

/** How far all entries are signed, and the file by which that can be verified elsewhere. */
function Signed({ signed }: { signed: AuditCheckpoint | undefined }) {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const api = useAdminApi();
  const save = useMutation({ mutationFn: api.keepChain });
  return (
    <>
      <span className={admin.note} title={signed && t("audit.key", { key: signed.key })}>
        {signed
          ? t("audit.signed", { number: number(signed.number), time: momentName(signed.at) })
          : t("audit.unsigned")}
      </span>
      <Tooltip label={t("audit.chainHint")} multiline w={280}>
        <Button
          variant="default"
          size="xs"
          loading={save.isPending}
          leftSection={<IconShieldCheck size={15} aria-hidden />}
          onClick={() => save.mutate()}
        >
          {t("audit.chain")}
        </Button>
      </Tooltip>
      <Trouble failure={save.error} />
    </>
  );
}

function useColumns(): readonly Column<AuditEntry>[] {
  const { t } = useTranslation("admin");
  const person = usePeople();
  const whoOf = ({ account }: AuditEntry) =>
    account === undefined ? t("audit.nobody") : (person(account)?.displayName ?? String(account));
  return [
    {
      name: "number",
      title: t("audit.number"),
      cell: ({ number }) => String(number),
      text: ({ number }) => String(number),
    },
    { name: "at", title: t("audit.at"), cell: ({ at }) => <When at={at} />, text: ({ at }) => at },
    { name: "who", title: t("audit.who"), cell: (entry) => <bdi>{whoOf(entry)}</bdi>, text: whoOf },
    {
      name: "deed",
      title: t("audit.deed"),
      cell: ({ deed }) => deedName(t, deed),
      text: ({ deed }) => deed,
    },
    {
      name: "subject",
      title: t("audit.subject"),
      cell: ({ subject }) => <span className={admin.code}>{subject ?? "–"}</span>,
      text: ({ subject }) => subject ?? "",
    },
    {
      name: "outcome",
      title: t("audit.outcome"),
      cell: ({ outcome }) => (
        <span className={admin.badge} data-tone={outcome === "DONE" ? "good" : "danger"}>
          {outcome === "DONE" ? t("audit.done") : t("audit.refused")}
        </span>
      ),
      text: ({ outcome }) => outcome,
    },
    {
      name: "address",
      title: t("audit.address"),
      cell: ({ address }) => <span className={admin.code}>{address ?? "–"}</span>,
      text: ({ address }) => address ?? "",
    },
    {
      name: "details",
      title: t("audit.details"),
      extra: true,
      cell: ({ details }) => <span className={admin.code}>{details}</span>,
      text: ({ details }) => details,
    },
    {
      name: "hash",
      title: t("audit.hash"),
      extra: true,
      cell: ({ hash }) => <span className={admin.code}>{hash}</span>,
      text: ({ hash }) => hash,
    },
  ];
}

function EntryPanel({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const person = usePeople();
  const details = Object.entries(JSON.parse(entry.details) as Record<string, unknown>);
  return (
    <Panel title={t("audit.entry", { number: entry.number })} onClose={onClose}>
      <Section title={deedName(t, entry.deed)}>
        <Facts
          facts={[
            [t("audit.at"), <When key="at" at={entry.at} />],
            [
              t("audit.who"),
              entry.account === undefined
                ? t("audit.nobody")
                : `${person(entry.account)?.displayName ?? ""} (${entry.account})`,
            ],
            entry.device !== undefined && [t("audit.device"), String(entry.device)],
            entry.address !== undefined && [t("audit.address"), entry.address],
            entry.subject !== undefined && [t("audit.subject"), entry.subject],
            [t("audit.outcome"), entry.outcome === "DONE" ? t("audit.done") : t("audit.refused")],
            [
              t("audit.hash"),
              <span key="hash" className={admin.code}>
                {entry.hash}
              </span>,
            ],
          ]}
        />
      </Section>
      {details.length > 0 && (
        <Section title={t("audit.details")}>
          <Facts facts={details.map(([name, value]) => [name, String(value)] as const)} />
        </Section>
      )}
      <Section title={t("audit.subject")}>
        <ul className={admin.list}>
          {entry.subject !== undefined && (
            <li className={admin.item}>
              <Link to={`/admin/audit?subject=${encodeURIComponent(entry.subject)}`}>{t("audit.same")}</Link>
            </li>
          )}
          {entry.account !== undefined && (
            <li className={admin.item}>
              <Link to={`/admin/audit?person=${entry.account}`}>{t("audit.others")}</Link>
            </li>
          )}
        </ul>
      </Section>
    </Panel>
  );
}
