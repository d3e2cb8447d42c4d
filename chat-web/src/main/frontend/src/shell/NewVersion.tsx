import { CloseButton, UnstyledButton } from "@mantine/core";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useConnection } from "./context";
import { kept } from "./Kept";
import styles from "./NewVersion.module.css";

const HOUR_MS = 3_600_000;

/** Offers a newer client where it is in nobody's way; what is typed and what waits stays. */
export function NewVersion() {
  const { t } = useTranslation();
  const isNewer = useSyncExternalStore(kept.subscribe, () => kept.isNewer);
  const { phase } = useConnection();
  const [later, setLater] = useState(false);
  useEffect(() => {
    // A server that was away may have come back as another one
    if (phase === "live") kept.check();
  }, [phase]);
  useEffect(() => {
    const timer = setInterval(() => kept.check(), HOUR_MS);
    return () => clearInterval(timer);
  }, []);
  if (!isNewer || later) return null;
  return (
    <div className={styles.offer} role="status" data-testid="new-version">
      <span className={styles.words}>{t("app.newer")}</span>
      <UnstyledButton className={styles.begin} onClick={() => kept.begin()}>
        {t("app.reload")}
      </UnstyledButton>
      <CloseButton
        className={styles.later}
        size="sm"
        aria-label={t("app.later")}
        title={t("app.later")}
        onClick={() => setLater(true)}
      />
    </div>
  );
}
