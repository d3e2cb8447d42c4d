import { Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { usePending, useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";

export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const unsent = usePending().filter((item) => item.state !== "sent").length;
  const drafts = workspace.drafts.all().length + workspace.threadDrafts.count;
  const [keep, setKeep] = useState(true);
  return (
    <ConfirmDialog
      title={t("signOut.title")}
      text={t("signOut.text")}
      confirm={t("signOut.do")}
      onConfirm={() => workspace.signOut(!keep)}
      onClose={onClose}
    >
      {unsent + drafts > 0 && (
        <>
          <p className={styles.text}>
            {unsent > 0 && t("signOut.unsent", { count: unsent })}{" "}
            {drafts > 0 && t("signOut.drafts", { count: drafts })}
          </p>
          <Switch
            checked={keep}
            onChange={(event) => setKeep(event.currentTarget.checked)}
            label={t("signOut.keep")}
          />
        </>
      )}
    </ConfirmDialog>
  );
}
