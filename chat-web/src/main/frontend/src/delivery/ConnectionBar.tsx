import { UnstyledButton } from "@mantine/core";
import { IconCloudOff, IconInfoCircle } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConnection, usePending, useWorkspace } from "@/shell/context";
import styles from "./ConnectionBar.module.css";

/** Shorter losses are not worth a word. */
const QUIET_MS = 1500;

/** One slim bar while the connection is lost: what still works, what waits, when the next try is. */
export function ConnectionBar() {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { connection } = workspace;
  const { phase, since, nextTryAt, stopped } = useConnection();
  const waiting = usePending().filter((item) => item.state === "waiting" || item.state === "sending").length;
  const now = useNow(phase !== "live");
  const lost = phase !== "live" && stopped !== "session" && now - since > QUIET_MS;
  const seconds = nextTryAt === undefined ? 0 : Math.ceil((nextTryAt - now) / 1000);

  return (
    <>
      <div className={styles.place} data-shown={lost || undefined} data-testid="connection">
        {lost && (
          <section className={styles.bar} aria-label={t("bar.label")}>
            <IconCloudOff size={16} stroke={1.8} aria-hidden />
            <span className={styles.words}>
              <strong>{stopped ? t(`bar.${stopped}`) : t(state())}</strong> {!stopped && t("bar.keepWriting")}{" "}
              {waiting > 0 && t("bar.wait", { count: waiting })}
            </span>
            {phase === "waiting" && seconds > 0 && (
              <span className={styles.next} aria-hidden>
                {t("bar.next", { seconds })}
              </span>
            )}
            {(phase === "waiting" || stopped) && (
              <UnstyledButton className={styles.now} onClick={() => connection.nudge()}>
                {t("bar.now")}
              </UnstyledButton>
            )}
          </section>
        )}
        {!lost && !workspace.keeps && (
          <section className={styles.bar} aria-label={t("bar.label")}>
            <IconInfoCircle size={16} stroke={1.8} aria-hidden />
            <span className={styles.words}>{t("bar.notKept")}</span>
          </section>
        )}
      </div>
      {/* Said once, not with every second that is counted */}
      <div className="only-for-readers" role="status">
        {lost && `${stopped ? t(`bar.${stopped}`) : t("bar.lost")} ${t("bar.keepWriting")}`}
      </div>
    </>
  );

  function state() {
    if (phase === "catching-up") return "bar.catchingUp";
    return phase === "connecting" && seconds <= 0 ? "bar.connecting" : "bar.lost";
  }
}

function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}
