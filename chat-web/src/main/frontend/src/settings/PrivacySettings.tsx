import { Button, Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useBlocked, useUnblocking } from "@/identity/blocks";
import { usePeople, useWorkspace } from "@/shell/context";
import { reason } from "@/shell/problems";
import styles from "@/shell/dialogs.module.css";

/** What others may know. */
export function PrivacySettings() {
  return (
    <div className={styles.form}>
      <ShowReceipts />
      <ShowLastSeen />
      <Blocked />
    </div>
  );
}

/** Whom one has blocked: they may be met nowhere any more. */
function Blocked() {
  const { t } = useTranslation();
  const blocked = useBlocked();
  const people = usePeople();
  const unblock = useUnblocking();
  if (blocked.size === 0) return null;
  return (
    <section>
      <h3 className={styles.section}>{t("blocks.list")}</h3>
      <ul className={styles.rows}>
        {[...blocked].map((account) => {
          const name = people(account)?.displayName ?? "…";
          return (
            <li key={account} className={styles.row}>
              <bdi className={styles.rowText}>{name}</bdi>
              <Button
                variant="default"
                size="xs"
                loading={unblock.isPending && unblock.variables === account}
                onClick={() => unblock.mutate(account)}
                aria-label={t("blocks.unblockName", { name })}
              >
                {t("blocks.unblock")}
              </Button>
            </li>
          );
        })}
      </ul>
      <p className={styles.trouble} role="alert">
        {unblock.error && t("app.failed", { why: reason(t, unblock.error) })}
      </p>
    </section>
  );
}

function ShowLastSeen() {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ["settings"], queryFn: api.settings });
  const change = useMutation({
    mutationFn: api.changeSettings,
    onSuccess: (settings) => queries.setQueryData(["settings"], settings),
  });
  return (
    <div>
      <Switch
        label={t("settings.showLastSeen")}
        description={t("settings.showLastSeenHint")}
        checked={change.isPending ? change.variables.showLastSeen : (data?.showLastSeen ?? true)}
        disabled={!data}
        onChange={(event) => change.mutate({ showLastSeen: event.currentTarget.checked })}
      />
      <p className={styles.trouble} role="alert">
        {change.error && t("app.failed", { why: reason(t, change.error) })}
      </p>
    </div>
  );
}

function ShowReceipts() {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ["showsReceipts"], queryFn: api.showsReceipts, staleTime: 0 });
  const show = useMutation({
    mutationFn: api.showReceipts,
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <div>
      <Switch
        label={t("settings.receipts")}
        description={t("settings.receiptsHint")}
        checked={show.isPending ? show.variables : (data?.shown ?? true)}
        disabled={!data || show.isPending}
        onChange={(event) => show.mutate(event.currentTarget.checked)}
      />
      <p className={styles.trouble} role="alert">
        {show.error && t("app.failed", { why: reason(t, show.error) })}
      </p>
    </div>
  );
}
