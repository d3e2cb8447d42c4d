import { Button } from "@mantine/core";
import { IconDeviceDesktop } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { Device } from "@/wire/Api";
import { useConnection, useWorkspace } from "@/shell/context";
import { installing } from "@/shell/installing";
import { reason } from "@/shell/problems";
import { momentName } from "@/shell/times";
import styles from "@/shell/dialogs.module.css";

/** Where one is signed in, and what this device is. */
export function DeviceSettings() {
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
    <>
      <InstallOffer />
      <p className={styles.text}>{t("settings.devicesHint")}</p>
      {error && !data && <p className={styles.trouble}>{t("settings.failed")}</p>}
      {!data && !error && <span role="status" aria-label={t("settings.loading")} className={styles.bone} />}
      <ul className={styles.rows}>
        {devices.map((device) => (
          <li key={device.id} className={styles.row}>
            <IconDeviceDesktop size={20} stroke={1.6} aria-hidden />
            <span className={styles.rowText}>
              <span className={styles.rowName}>{device.name}</span>
              <span className={styles.rowHint}>
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
      <SlowerConnection />
    </>
  );
}

/** Where the browser can make a program of its own of the page, and has not yet. */
function InstallOffer() {
  const { t } = useTranslation();
  const offer = useSyncExternalStore(installing.subscribe, () => installing.offer);
  if (!offer) return null;
  return (
    <div className={styles.row}>
      <span className={styles.rowText}>
        <span className={styles.rowName}>{t("settings.install")}</span>
        <span className={styles.rowHint}>{t("settings.installHint")}</span>
      </span>
      <Button variant="default" size="xs" onClick={() => void installing.accept()}>
        {t("settings.installDo")}
      </Button>
    </div>
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
