import { IconHash, IconLock, IconUsers } from "@tabler/icons-react";
import { Avatar } from "@/identity/Avatar";
import { WithPresence } from "@/presence/PresenceDot";
import { usePeople } from "@/shell/context";
import type { Conversation } from "@/wire/wire";
import styles from "./ConversationIcon.module.css";

/** What kind it is, at a glance; the name beside it says the rest. */
export function ConversationIcon({ about, size = 20 }: { about: Conversation; size?: number }) {
  const person = usePeople();
  if (about.kind === "direct" && about.with !== undefined) {
    return (
      <WithPresence account={about.with}>
        <Avatar id={about.with} name={person(about.with)?.displayName} size={size} />
      </WithPresence>
    );
  }
  const Icon = about.kind === "group" ? IconUsers : about.visibility === "public" ? IconHash : IconLock;
  return (
    <span className={styles.icon} style={{ width: size, height: size }} aria-hidden>
      <Icon size={size * 0.85} stroke={1.8} />
    </span>
  );
}
