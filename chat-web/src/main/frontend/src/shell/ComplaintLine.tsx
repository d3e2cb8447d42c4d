import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "./context";
import { problemWords } from "./problems";
import styles from "./ComplaintLine.module.css";

/** Floats above everything for a moment; nothing moves because of it. */
export function ComplaintLine() {
  const { t } = useTranslation();
  const { complaints } = useWorkspace();
  const complaint = useSyncExternalStore(complaints.subscribe, () => complaints.current);
  return (
    <div className={styles.place} role="alert" data-testid="complaint">
      {complaint && (
        <p key={complaint.count} className={styles.line}>
          {t(complaint.scheduled ? "schedule.failed" : "app.failed", {
            why: complaint.problem ? problemWords(t, complaint.problem) : t("problem.away"),
          })}
        </p>
      )}
    </div>
  );
}
