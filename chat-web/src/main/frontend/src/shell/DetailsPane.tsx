import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./DetailsPane.module.css";

interface Props {
  /** What it is called. */
  label: string;
  /** What stands above it, where that says more. */
  title?: string;
  /** What stands beside the way to close it. */
  tools?: ReactNode;
  children: ReactNode;
  onClose: () => void;
}

/** What stands beside a conversation and tells more of it. */
export function DetailsPane({ label, title = label, tools, children, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <aside className={styles.pane} aria-label={label} data-pane="details">
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <div className={styles.tools}>
          {tools}
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            className={styles.tool}
            aria-label={t("app.close")}
            onClick={onClose}
          >
            <IconX size={18} stroke={1.8} aria-hidden />
          </ActionIcon>
        </div>
      </div>
      {children}
    </aside>
  );
}
