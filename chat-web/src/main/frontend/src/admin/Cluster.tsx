import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { spanName } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import type { AdminNode } from "./AdminApi";
import { NamedDanger } from "./NamedDanger";
import { useMillis, useNumbers, useSizes } from "./numbers";
import { useAdminApi, useMay } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";
import page from "./Overview.module.css";
import styles from "./Cluster.module.css";

const LOOK_AGAIN_MS = 3_000;

/** The nodes that serve, and having the clients of one go elsewhere. */
export function Cluster() {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const number = useNumbers();
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ["admin", "nodes"],
    queryFn: api.nodes,
    refetchInterval: LOOK_AGAIN_MS,
  });
  const again = () => queries.invalidateQueries({ queryKey: ["admin", "nodes"] });
  const takeBack = useMutation({ mutationFn: (name: string) => api.takeBackNode(name), onSettled: again });
  const [draining, setDraining] = useState<AdminNode>();
  const nodes = data?.nodes ?? [];
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1 className={page.title}>{t("tasks.cluster")}</h1>
      </header>
      <p className={page.text}>{t("cluster.text")}</p>
      <Trouble failure={data ? undefined : error} />
      {!data && !error && <p role="status" aria-label={t("table.loading")} className={page.waiting} />}
      <ul className={styles.nodes}>
        {nodes.map((node) => (
          <Node
            key={node.name}
            node={node}
            onDrain={() => setDraining(node)}
            onTakeBack={() => takeBack.mutate(node.name)}
          />
        ))}
      </ul>
      <Trouble failure={takeBack.error} />
      {draining && (
        <NamedDanger
          title={t("cluster.drainTitle", { name: draining.name })}
          text={t("cluster.drainText", {
            count: draining.people,
            total: number(draining.people),
            name: draining.name,
          })}
          confirm={t("cluster.drain")}
          name={draining.name}
          onConfirm={() => api.drainNode(draining.name).then(again)}
          onClose={() => setDraining(undefined)}
        />
      )}
    </div>
  );
}

interface NodeProps {
  node: AdminNode;
  onDrain: () => void;
  onTakeBack: () => void;
}

function Node({ node, onDrain, onTakeBack }: NodeProps) {
  const { t } = useTranslation("admin");
  const may = useMay();
  const number = useNumbers();
  const size = useSizes();
  const millis = useMillis();
  const state = !node.working ? "silent" : node.leaving || node.drainAt ? "leaving" : "working";
  const tones = { silent: "danger", leaving: "warn", working: "good" } as const;
  const up = Math.max(
    60,
    Math.floor((Date.parse(node.reportedAt) - Date.parse(node.startedAt)) / 60_000) * 60,
  );
  const facts: [string, React.ReactNode][] = [
    [t("cluster.version"), <bdi key="version">{node.version}</bdi>],
    [t("cluster.up"), spanName(up >= 7200 ? Math.floor(up / 3600) * 3600 : up)],
    [t("cluster.people"), number(node.people)],
    [t("cluster.connections"), number(node.connections)],
    [t("overview.delivery"), node.pace.deliveryP99 === undefined ? "–" : millis(node.pace.deliveryP99)],
    [t("overview.waitingMessages"), number(node.pace.waitingMessages)],
    [t("overview.waitingFrames"), number(node.pace.waitingFrames)],
    [t("cluster.memory"), t("cluster.of", { used: size(node.heapUsed), most: size(node.heapMost) })],
    [t("cluster.load"), node.load === undefined ? "–" : number(Math.round(node.load * 100) / 100)],
    [t("cluster.heard"), <When key="heard" at={node.reportedAt} />],
  ];
  return (
    <li className={styles.node} aria-label={node.name}>
      <div className={styles.head}>
        <h2 className={styles.name}>{node.name}</h2>
        <span className={admin.badge} data-tone={tones[state]}>
          {t(`cluster.states.${state}`)}
        </span>
        <span className={styles.space} />
        {may("drain-node") && node.working && !node.drainAt && !node.leaving && (
          <Button variant="light" color="red" size="xs" onClick={onDrain}>
            {t("cluster.drain")} …
          </Button>
        )}
        {may("drain-node") && node.working && node.drainAt && (
          <Button variant="default" size="xs" onClick={onTakeBack}>
            {t("cluster.takeBack")}
          </Button>
        )}
      </div>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
