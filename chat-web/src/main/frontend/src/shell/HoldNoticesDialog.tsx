import { Button, Group } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { HoldNotice } from "@/wire/Api";
import { useWorkspace } from "./context";
import { Dialog } from "./Dialog";
import dialogs from "./dialogs.module.css";
import { HOLD_NOTICES, useHoldNotices } from "./HoldNotices";
import styles from "./HoldNotices.module.css";
import { reason } from "./problems";
import { momentName } from "./times";

/** What one was told of holds on one's messages, and that one has read it. */
export default function HoldNoticesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error } = useHoldNotices();
  return (
    <Dialog title={t("holdNotices.title")} size={560} onClose={onClose}>
      <p className={dialogs.text}>{t("holdNotices.text")}</p>
      {!data && !error && (
        <span role="status" aria-label={t("holdNotices.loading")} className={dialogs.bone} />
      )}
      {!data && error && <p className={dialogs.trouble}>{t("app.failed", { why: reason(t, error) })}</p>}
      {data?.notices.length === 0 && <p className={dialogs.text}>{t("holdNotices.none")}</p>}
      <ul className={styles.list}>
        {data?.notices.map((notice) => (
          <Notice key={notice.hold} notice={notice} />
        ))}
      </ul>
    </Dialog>
  );
}

function Notice({ notice: { hold, text, placed, released, acknowledged } }: { notice: HoldNotice }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  const acknowledge = useMutation({
    mutationFn: () => api.acknowledgeHold(hold),
    onSuccess: () => queries.invalidateQueries({ queryKey: HOLD_NOTICES }),
  });
  return (
    <li className={styles.notice}>
      <p className={styles.times}>
        {released
          ? t("holdNotices.released", { time: momentName(released) })
          : t("holdNotices.placed", { time: momentName(placed) })}
      </p>
      <p className={styles.text} dir="auto">
        {text}
      </p>
      {acknowledged && (
        <p className={styles.times}>{t("holdNotices.acknowledged", { time: momentName(acknowledged) })}</p>
      )}
      {!acknowledged && !released && (
        <Group justify="flex-end">
          <Button size="xs" loading={acknowledge.isPending} onClick={() => acknowledge.mutate()}>
            {t("holdNotices.acknowledge")}
          </Button>
        </Group>
      )}
      <p className={dialogs.trouble} role="alert">
        {acknowledge.error && t("app.failed", { why: reason(t, acknowledge.error) })}
      </p>
    </li>
  );
}
