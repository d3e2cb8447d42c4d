import { useSyncExternalStore } from "react";
import { customEmojis } from "./customEmoji";
import styles from "./EmojiSign.module.css";

/**
 * An emoji on a button that says its name: one of Unicode as it is, one of the organization's own as its picture, or its name
 * while there is none.
 */
export function EmojiSign({ emoji }: { emoji: string }) {
  useSyncExternalStore(customEmojis.subscribe, () => customEmojis.version);
  const picture = customEmojis.pictureOf(emoji);
  return picture === undefined ? emoji : <img className={styles.picture} src={picture} alt="" />;
}
