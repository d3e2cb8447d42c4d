import { Button, NativeSelect, NumberInput, Switch, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { Trouble } from "@/shell/Trouble";
import { Archive } from "./Archive";
import type { RetentionRule, RetentionWish } from "./compliance";
import { Effect } from "./Effect";
import { saysOf, useRules } from "./retention";
import { Sweeps } from "./Sweeps";
import { useAdminApi, useFresh, useMay } from "./useAdmin";
import admin from "./Admin.module.css";
import nodes from "./Cluster.module.css";
import page from "./Overview.module.css";

/** For how long messages are kept, and what was destroyed. */
export function Policies() {
  const { t } = useTranslation("admin");
  const may = useMay();
  const { data, error } = useRules();
  const [adding, setAdding] = useState(false);
  return (
    <div className={page.page}>
      <header className={page.head}>
        <h1 className={page.title}>{t("tasks.policies")}</h1>
      </header>
      <p className={page.text}>{t("policies.text")}</p>
      <Trouble failure={data ? undefined : error} />
      {!data && !error && <p role="status" aria-label={t("table.loading")} className={page.waiting} />}
      {data?.rules.length === 0 && <p className={page.text}>{t("policies.none")}</p>}
      <ul className={nodes.nodes}>
        {data?.rules.map((rule) => (
          <Rule key={rule.id} rule={rule} />
        ))}
      </ul>
      {may("change-retention") && (
        <div className={page.block}>
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {t("policies.add")}
          </Button>
        </div>
      )}
      {adding && <RuleDialog onClose={() => setAdding(false)} />}
      <Sweeps />
      <Archive />
    </div>
  );
}

function Rule({ rule }: { rule: RetentionRule }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const fresh = useFresh();
  const look = useMutation({ mutationFn: () => api.tryRetention(rule.id) });
  const remove = useMutation({ mutationFn: () => api.removeRetentionRule(rule.id), onSuccess: fresh });
  const failure = look.error ?? remove.error;
  return (
    <li className={nodes.node} aria-label={rule.name}>
      <div className={nodes.head}>
        <h2 className={nodes.name}>
          <bdi>{rule.name}</bdi>
        </h2>
        <span className={admin.badge} data-tone={rule.state === "on" ? "good" : "warn"}>
          {t(`policies.${rule.state}`)}
        </span>
        <span className={nodes.space} />
        {may("change-retention") && (
          <div className={admin.actions}>
            {rule.state === "draft" && (
              <Button variant="default" size="xs" loading={remove.isPending} onClick={() => remove.mutate()}>
                {t("policies.remove")}
              </Button>
            )}
            <Button variant="default" size="xs" loading={look.isPending} onClick={() => look.mutate()}>
              {t("policies.dryRun")}
            </Button>
          </div>
        )}
      </div>
      <p className={admin.note}>
        <Reach rule={rule} /> · {saysOf(t, rule).join(" · ")}
      </p>
      <Trouble failure={failure} />
      {look.data && <Effect rule={rule} run={look.data} onOver={look.reset} />}
    </li>
  );
}

function Reach({ rule }: { rule: RetentionRule }) {
  const { t } = useTranslation("admin");
  const may = useMay();
  if (rule.kind !== undefined) return t(`policies.reaches.${rule.kind}`);
  if (rule.label !== undefined)
    return (
      <>
        {t("policies.label")}:{" "}
        {may("see-conversations") ? (
          <Link to={`/admin/conversations?label=${rule.label}`}>{rule.label}</Link>
        ) : (
          rule.label
        )}
      </>
    );
  if (rule.conversation !== undefined)
    return `${t("policies.reaches.conversation")}: ${String(rule.conversation)}`;
  return t("policies.reaches.organization");
}

const reaches = ["organization", "direct", "group", "channel", "label", "conversation"] as const;
type ReachName = (typeof reaches)[number];

function RuleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const [reach, setReach] = useState<ReachName>("organization");
  const [place, setPlace] = useState("");
  const [wish, setWish] = useState<RetentionWish>({ name: "" });
  const days = (name: "keepDays" | "deleteDays" | "withdrawnDays") => (
    <NumberInput
      label={t(`policies.${name}`)}
      min={1}
      hideControls
      value={wish[name] ?? ""}
      onChange={(value) => {
        const { [name]: _, ...others } = wish;
        setWish(value === "" ? others : { ...others, [name]: Number(value) });
      }}
    />
  );
  const where = {
    ...(reach === "label" && { label: place.trim() }),
    ...(reach === "conversation" && { conversation: Number(place) }),
    ...((reach === "direct" || reach === "group" || reach === "channel") && { kind: reach }),
  };
  return (
    <ConfirmDialog
      title={t("policies.addTitle")}
      text={t("policies.text")}
      confirm={t("policies.save")}
      mayConfirm={wish.name.trim() !== ""}
      onConfirm={() => api.addRetentionRule({ ...wish, ...where }).then(fresh)}
      onClose={onClose}
    >
      <div className={admin.form}>
        <TextInput
          label={t("policies.name")}
          value={wish.name}
          maxLength={100}
          data-autofocus
          onChange={(event) => setWish({ ...wish, name: event.currentTarget.value })}
        />
        <NativeSelect
          label={t("policies.reach")}
          value={reach}
          onChange={(event) => setReach(event.currentTarget.value as ReachName)}
          data={reaches.map((value) => ({ value, label: t(`policies.reaches.${value}`) }))}
        />
        {(reach === "label" || reach === "conversation") && (
          <TextInput
            label={t(`policies.${reach}`)}
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
        )}
        {days("keepDays")}
        {days("deleteDays")}
        {days("withdrawnDays")}
        <Switch
          label={t("policies.keepForever")}
          checked={wish.keepForever ?? false}
          onChange={(event) => setWish({ ...wish, keepForever: event.currentTarget.checked })}
        />
      </div>
    </ConfirmDialog>
  );
}
