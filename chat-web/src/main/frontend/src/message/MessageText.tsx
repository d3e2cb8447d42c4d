import { UnstyledButton } from "@mantine/core";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { Format } from "@/wire/wire";
import { htmlOf } from "./markdown";
import { useNames } from "./useNames";
import { isEmojiOnly } from "./words";
import styles from "./MessageText.module.css";

const LONG_TEXT = 2500;
const LONG_LINES = 30;

interface Props {
  body: string;
  format: Format;
  /** A long message shows its beginning only, till it is asked for all. */
  whole: boolean;
  onWhole: (whole: boolean) => void;
}

export const MessageText = memo(function MessageText({ body, format, whole, onWhole }: Props) {
  const { t } = useTranslation();
  const names = useNames(body);
  const long = isLong(body);
  return (
    <>
      <div
        className={styles.text}
        data-emoji={isEmojiOnly(body) || undefined}
        data-cut={(long && !whole) || undefined}
        dangerouslySetInnerHTML={{ __html: htmlOf(body, format === "plain" ? "plain" : "markdown", names) }}
      />
      {long && (
        <UnstyledButton className={styles.more} aria-expanded={whole} onClick={() => onWhole(!whole)}>
          {t(whole ? "messages.showLess" : "messages.showAll")}
        </UnstyledButton>
      )}
    </>
  );
});

function isLong(body: string): boolean {
  if (body.length > LONG_TEXT) return true;
  let lines = 0;
  for (const letter of body) if (letter === "\n" && ++lines >= LONG_LINES) return true;
  return false;
}
