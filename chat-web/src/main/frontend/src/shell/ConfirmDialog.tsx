import { Button, Group } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "./Dialog";
import { reason } from "./problems";
import styles from "./dialogs.module.css";

interface Props {
  title: string;
  text: string;
  confirm: string;
  danger?: boolean;
  /** Whether all is there that it needs. */
  mayConfirm?: boolean;
  children?: ReactNode;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
}

/** Says what will happen, does it, and stays with the reason when it did not work. */
export function ConfirmDialog({
  title,
  text,
  confirm,
  danger,
  mayConfirm = true,
  children,
  onConfirm,
  onClose,
}: Props) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();

  async function act() {
    setBusy(true);
    setTrouble(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (failure) {
      setTrouble(t("app.failed", { why: reason(t, failure) }));
      setBusy(false);
    }
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <p className={styles.text}>{text}</p>
      {children}
      <p className={styles.trouble} role="alert">
        {trouble}
      </p>
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={onClose}>
          {t("app.cancel")}
        </Button>
        <Button
          color={danger ? "red" : "blue"}
          loading={busy}
          disabled={!mayConfirm}
          onClick={() => void act()}
          data-autofocus
        >
          {confirm}
        </Button>
      </Group>
    </Dialog>
  );
}
