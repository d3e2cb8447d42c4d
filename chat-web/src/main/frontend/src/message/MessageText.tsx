import { UnstyledButton } from "@mantine/core";
import { memo, useLayoutEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useAnnounce } from "@/shell/announce";
import type { Format } from "@/wire/wire";
import { customEmojis } from "./customEmoji";
import { dress } from "./dressing";
import { late } from "./late";
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
  const announce = useAnnounce();
  const text = useRef<HTMLDivElement>(null);
  useSyncExternalStore(late.subscribe, () => late.version);
  useSyncExternalStore(customEmojis.subscribe, () => customEmojis.version);
  const words = useMemo(
    () => ({
      spoiler: t("messages.spoiler"),
      copy: t("messages.copyCode"),
      copied: t("messages.copied"),
    }),
    [t],
  );
  const made = htmlOf(body, format === "plain" ? "plain" : "markdown", names);
  const said = made.toString();
  // The same object as long as it says the same: another one would take away what was done to it
  // eslint-disable-next-line react-hooks/exhaustive-deps -- made anew it may say the same; in other words it is dressed anew
  const html = useMemo(() => ({ __html: made }), [said, words]);
  useLayoutEffect(() => dress(text.current!, words, announce), [html, words, announce]);
  const long = isLong(body);
  return (
    <>
      <div
        ref={text}
        className={styles.text}
        data-emoji={isEmojiOnly(body) || undefined}
        data-cut={(long && !whole) || undefined}
        dangerouslySetInnerHTML={html}
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
