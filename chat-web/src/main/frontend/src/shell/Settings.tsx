import { Button, NativeSelect, SegmentedControl, Switch, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Device } from "@/wire/Api";
import { Dialog } from "./Dialog";
import { useConnection, useSetting, useWorkspace } from "./context";
import { languages } from "./i18n";
import { OwnEmoji } from "./OwnEmoji";
import { reason } from "./problems";
import { momentName } from "./times";
import styles from "./dialogs.module.css";

export default function Settings({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const { colorScheme } = useMantineColorScheme();
  const { memos } = useWorkspace();
  const previews = useSetting("previews");
  return (
    <Dialog title={t("nav.settings")} size={560} onClose={onClose}>
      <section>
        <h3 className={styles.section}>{t("settings.appearance")}</h3>
        <div className={styles.form}>
          <div role="group" aria-label={t("settings.theme")}>
            <SegmentedControl
              fullWidth
              value={colorScheme}
              onChange={(value) => memos.choose("theme", value)}
              data={[
                { value: "auto", label: t("settings.auto") },
                { value: "light", label: t("settings.light") },
                { value: "dark", label: t("settings.dark") },
              ]}
            />
          </div>
          <NativeSelect
            label={t("settings.language")}
            value={i18n.language}
            onChange={(event) => memos.choose("language", event.currentTarget.value)}
            data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
          />
          <Switch
            label={t("previews.shown")}
            checked={previews !== "off"}
            onChange={(event) => memos.choose("previews", event.currentTarget.checked ? "on" : "off")}
          />
        </div>
      </section>
      <OwnEmoji />
      <Privacy />
      <Devices />
      <SlowerConnection />
    </Dialog>
  );
}

function Privacy() {
  const { t } = useTranslation();
  return (
    <section>
      <h3 className={styles.section}>{t("settings.privacy")}</h3>
      <ShowLastSeen />
      <ShowReceipts />
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
    <>
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
    </>
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
    <>
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
    </>
  );
}

/** A word only where sockets are refused. */
function SlowerConnection() {
  const { t } = useTranslation();
  const { connection } = useWorkspace();
  const { phase } = useConnection();
  return (
    phase === "live" && connection.way !== "socket" && <p className={styles.text}>{t("settings.slower")}</p>
  );
}

function Devices() {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  const { data, error } = useQuery({ queryKey: ["devices"], queryFn: api.devices });
  const revoke = useMutation({
    mutationFn: (device: Device) => api.revokeDevice(device.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["devices"] }),
  });
  const devices = [...(data?.devices ?? [])].sort((one, other) =>
    one.current !== other.current
      ? Number(other.current) - Number(one.current)
      : other.lastSeenAt < one.lastSeenAt
        ? -1
        : 1,
  );
  return (
    <section>
      <h3 className={styles.section}>{t("settings.devices")}</h3>
      <p className={styles.text}>{t("settings.devicesHint")}</p>
      {error && !data && <p className={styles.trouble}>{t("settings.failed")}</p>}
      {!data && !error && <span role="status" aria-label={t("settings.loading")} className={styles.bone} />}
      <ul className={styles.rows}>
        {devices.map((device) => (
          <li key={device.id} className={styles.row}>
            <IconDeviceDesktop size={20} stroke={1.6} aria-hidden />
            <span className={styles.rowText}>
              <span className={styles.rowName}>{device.name}</span>
              <span className={styles.rowNote}>
                {device.current
                  ? t("settings.thisDevice")
                  : t("settings.lastSeen", { time: momentName(device.lastSeenAt) })}{" "}
                · {t("settings.since", { time: momentName(device.createdAt) })}
              </span>
            </span>
            {!device.current && (
              <Button
                variant="default"
                size="xs"
                loading={revoke.isPending && revoke.variables.id === device.id}
                onClick={() => revoke.mutate(device)}
                aria-label={t("settings.signOutDeviceName", { name: device.name })}
              >
                {t("settings.signOutDevice")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className={styles.trouble} role="alert">
        {revoke.error && t("app.failed", { why: reason(t, revoke.error) })}
      </p>
    </section>
  );
}
