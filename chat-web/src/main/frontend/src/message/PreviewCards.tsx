import { UnstyledButton } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSetting, useWorkspace } from "@/shell/context";
import type { Message } from "@/wire/wire";
import styles from "./PreviewCards.module.css";

interface Props {
  message: Message;
  /** Whether one may change what one has written here. */
  mayEdit: boolean;
  /** Whether the Tab key stops in this row. */
  stop: boolean;
}

/** What the pages that a message links to say of themselves. */
export function PreviewCards({ message, mayEdit, stop }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const hidden = useSetting("previews") === "off";
  const { conversation, seq, sender, previews } = message;
  if (hidden || !previews) return null;
  return (
    <div className={styles.cards} role="group" aria-label={t("previews.title")}>
      {previews.map(({ url, title, description, site }) => (
        <a
          key={url}
          className={styles.card}
          href={url}
          target="_blank"
          rel="noopener noreferrer nofollow"
          tabIndex={stop ? 0 : -1}
        >
          <bdi className={styles.site}>{site}</bdi>
          <bdi className={styles.title}>{title}</bdi>
          {description !== undefined && <bdi className={styles.description}>{description}</bdi>}
        </a>
      ))}
      {mayEdit && sender === workspace.me.id && (
        <UnstyledButton
          className={styles.remove}
          aria-label={t("previews.remove")}
          title={t("previews.remove")}
          tabIndex={stop ? 0 : -1}
          onClick={() => workspace.hidePreviews(conversation, seq)}
        >
          <IconX size={14} stroke={1.8} aria-hidden />
        </UnstyledButton>
      )}
    </div>
  );
}
