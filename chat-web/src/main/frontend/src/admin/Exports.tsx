import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { usePeople, useWorkspace } from "@/shell/context";
import { Trouble } from "@/shell/Trouble";
import type { ExportJob } from "./compliance";
import { NamedDanger } from "./NamedDanger";
import { useNumbers, useSizes } from "./numbers";
import { Facts, Panel, Section } from "./Panel";
import { Table, useOpenRow, type Column } from "./Table";
import { useAdminApi, useFresh, useMay } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";
import styles from "./Console.module.css";

const LOOK_AGAIN_MS = 2_000;
const tones = {
  requested: "warn",
  denied: undefined,
  released: "warn",
  ready: "good",
  failed: "danger",
} as const;

/** What was asked to be handed out, and what became of it. */
export function Exports() {
  const { t } = useTranslation("admin");
  const { exports } = useAdminApi();
  const [open, close] = useOpenRow();
  const [wished] = useSearchParams();
  const columns = useColumns();
  return (
    <div className={styles.beside} data-open={open !== undefined || undefined}>
      <Table<ExportJob>
        name="exports"
        title={t("tasks.exports")}
        columns={columns}
        filters={[
          {
            name: "state",
            title: t("exports.state"),
            values: (["requested", "denied", "released", "ready", "failed"] as const).map((value) => ({
              value,
              label: t(`exports.states.${value}`),
            })),
          },
        ]}
        links={[{ name: "matter", label: (matter) => t("exports.ofMatter", { matter }) }]}
        usual={{ sort: "number", order: "desc" }}
        load={exports}
        idOf={({ id }) => id}
        none={t(wished.has("state") || wished.has("matter") ? "exports.noneSuch" : "exports.none")}
      />
      {open !== undefined && <ExportPanel key={open} id={Number(open)} onClose={close} />}
    </div>
  );
}

function State({ state }: { state: ExportJob["state"] }) {
  const { t } = useTranslation("admin");
  return (
    <span className={admin.badge} data-tone={tones[state]}>
      {t(`exports.states.${state}`)}
    </span>
  );
}

function useColumns(): readonly Column<ExportJob>[] {
  const { t } = useTranslation("admin");
  const person = usePeople();
  const number = useNumbers();
  const requesterOf = ({ requested }: ExportJob) => person(requested.by)?.displayName ?? String(requested.by);
  return [
    {
      name: "number",
      title: t("exports.number"),
      cell: ({ id }) => t("exports.one", { number: id }),
      text: ({ id }) => String(id),
    },
    {
      name: "state",
      title: t("exports.state"),
      cell: ({ state }) => <State state={state} />,
      text: ({ state }) => t(`exports.states.${state}`),
    },
    {
      name: "matter",
      title: t("exports.matter"),
      cell: ({ matter }) => String(matter),
      text: ({ matter }) => String(matter),
    },
    {
      name: "by",
      title: t("audit.who"),
      cell: (job) => <bdi>{requesterOf(job)}</bdi>,
      text: requesterOf,
    },
    {
      name: "requested",
      title: t("exports.requested"),
      cell: ({ requested }) => <When at={requested.at} />,
      text: ({ requested }) => requested.at,
    },
    {
      name: "messages",
      title: t("exports.messages"),
      numeric: true,
      cell: ({ messages }) => number(messages),
      text: ({ messages }) => String(messages),
    },
  ];
}

/** One of them, and what can be done about it. */
export function ExportPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const person = usePeople();
  const number = useNumbers();
  const size = useSizes();
  const { data, error } = useQuery({
    queryKey: ["admin", "export", id],
    queryFn: () => api.export(id),
    refetchInterval: (query) => (query.state.data?.state === "released" ? LOOK_AGAIN_MS : false),
  });
  const nameOf = (account: number) => person(account)?.displayName ?? String(account);
  return (
    <Panel title={t("exports.one", { number: id })} onClose={onClose}>
      <Trouble failure={data ? undefined : error} />
      {data && (
        <>
          <Section title={t("people.about")}>
            <Facts
              facts={[
                [t("exports.state"), <State key="state" state={data.state} />],
                [
                  t("exports.matter"),
                  <Link key="matter" to={`/admin/matters?row=${data.matter}`}>
                    {data.matter}
                  </Link>,
                ],
                [t("exports.why"), <bdi key="why">{data.reason}</bdi>],
                data.terms.words.length > 0 && [t("exports.words"), data.terms.words.join(", ")],
                [
                  t("exports.requested"),
                  <span key="requested">
                    <When at={data.requested.at} /> {t("matters.by", { name: nameOf(data.requested.by) })}
                  </span>,
                ],
                data.decided && [
                  t("exports.decided"),
                  <span key="decided">
                    <When at={data.decided.at} /> {t("matters.by", { name: nameOf(data.decided.by) })}
                  </span>,
                ],
                [t("exports.messages"), number(data.messages)],
                data.size !== undefined && [t("exports.size"), size(data.size)],
                data.root !== undefined && [
                  t("exports.root"),
                  <span key="root" className={admin.code}>
                    {data.root}
                  </span>,
                ],
                data.gone && [
                  t("exports.gone"),
                  <span key="gone">
                    <When at={data.gone.at} />{" "}
                    {data.gone.by === undefined
                      ? t("exports.expired")
                      : t("matters.by", { name: nameOf(data.gone.by) })}
                  </span>,
                ],
                data.failure !== undefined && [t("exports.states.failed"), data.failure],
              ]}
            />
          </Section>
          <Deciding job={data} requester={nameOf(data.requested.by)} />
        </>
      )}
    </Panel>
  );
}

/** Four eyes: whoever has requested it does not decide. */
function Deciding({ job, requester }: { job: ExportJob; requester: string }) {
  const { t } = useTranslation("admin");
  const { me } = useWorkspace();
  const api = useAdminApi();
  const may = useMay();
  const fresh = useFresh();
  const [deciding, setDeciding] = useState<"release" | "deny" | "delete">();
  const save = useMutation({ mutationFn: () => api.keepExport(job.id), onSuccess: fresh });
  const close = () => setDeciding(undefined);
  if (job.state !== "requested" && (job.state !== "ready" || job.gone)) return null;
  return (
    <Section title={t("people.doing")}>
      {job.state === "requested" && job.requested.by === me.id && (
        <p className={admin.note}>{t("exports.fourEyes")}</p>
      )}
      <div className={admin.actions}>
        {job.state === "requested" && job.requested.by !== me.id && may("release-export") && (
          <>
            <Button size="xs" onClick={() => setDeciding("release")}>
              {t("exports.release")}
            </Button>
            <Button variant="default" size="xs" onClick={() => setDeciding("deny")}>
              {t("exports.deny")} …
            </Button>
          </>
        )}
        {job.state === "ready" && (
          <>
            <Button size="xs" loading={save.isPending} onClick={() => save.mutate()}>
              {t("exports.save")}
            </Button>
            {may("release-export") && (
              <Button variant="default" size="xs" onClick={() => setDeciding("delete")}>
                {t("exports.delete")}
              </Button>
            )}
          </>
        )}
      </div>
      <Trouble failure={save.error} />
      {deciding === "deny" && (
        <ConfirmDialog
          title={t("exports.denyTitle", { number: job.id })}
          text={t("exports.denyText", { name: requester })}
          confirm={t("exports.deny")}
          danger
          onConfirm={() => api.denyExport(job.id).then(fresh)}
          onClose={close}
        />
      )}
      {deciding === "release" && (
        <NamedDanger
          title={t("exports.releaseTitle", { number: job.id })}
          text={t("exports.releaseText", { name: requester })}
          confirm={t("exports.releaseDo")}
          name={String(job.id)}
          onConfirm={() => api.releaseExport(job.id).then(fresh)}
          onClose={close}
        />
      )}
      {deciding === "delete" && (
        <NamedDanger
          title={t("exports.deleteTitle", { number: job.id })}
          text={t("exports.deleteText")}
          confirm={t("exports.deleteDo")}
          name={String(job.id)}
          onConfirm={() => api.deleteExport(job.id).then(fresh)}
          onClose={close}
        />
      )}
    </Section>
  );
}
