import { UnstyledButton } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "./context";
import styles from "./HoldNotices.module.css";
import { useDialog } from "./places";

const HOUR_MS = 3_600_000;
export const HOLD_NOTICES = ["hold-notices"];

/** What one is told of holds on one's messages. */
export function useHoldNotices() {
  const { api } = useWorkspace();
  return useQuery({
    queryKey: HOLD_NOTICES,
    queryFn: () => api.holdNotices(),
    refetchInterval: HOUR_MS,
    staleTime: HOUR_MS,
  });
}

/** Says that there is a notice of a hold, until one has said that one has read it. */
export function HoldNotices() {
  const { t } = useTranslation();
  const { open } = useDialog();
  const { data } = useHoldNotices();
  const waiting = data?.notices.filter(({ released, acknowledged }) => !released && !acknowledged) ?? [];
  if (waiting.length === 0) return null;
  return (
    <section className={styles.bar} aria-label={t("holdNotices.title")} data-testid="hold-notices">
      <IconLock size={16} stroke={1.8} aria-hidden />
      <span className={styles.words}>{t("holdNotices.waiting", { count: waiting.length })}</span>
      <UnstyledButton className={styles.read} onClick={() => open("holds")}>
        {t("holdNotices.read")}
      </UnstyledButton>
    </section>
  );
}
