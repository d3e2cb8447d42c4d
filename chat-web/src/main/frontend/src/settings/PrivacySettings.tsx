import { Switch } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "@/shell/context";
import { reason } from "@/shell/problems";
import styles from "@/shell/dialogs.module.css";

/** What others may know. */
export function PrivacySettings() {
  return (
    <div className={styles.form}>
      <ShowReceipts />
      <ShowLastSeen />
    </div>
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
