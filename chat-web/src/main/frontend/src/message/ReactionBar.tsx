import { UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { usePeople, useWorkspace } from "@/shell/context";
import { listed } from "@/shell/times";
import type { Message, Reaction } from "@/wire/wire";
import { EmojiSign } from "./EmojiSign";
import { isSame } from "./Reactions";
import styles from "./ReactionBar.module.css";

const MOST_NAMES = 10;

interface Props {
  message: Message;
  mayReact: boolean;
  /** Whether the Tab key stops in this row. */
  stop: boolean;
}

/** What a message was answered with in one sign; pressing one says it too, or takes it back. */
export function ReactionBar({ message, mayReact, stop }: Props) {
  const { t } = useTranslation();
  const { reactions } = useWorkspace();
  useSyncExternalStore(reactions.subscribe, () => reactions.version);
  const isOwn = useOwn(message);
  const shown = reactions.of(message);
  if (shown.length === 0) return null;
  return (
    <div className={styles.bar} role="group" aria-label={t("reactions.title")}>
      {shown.map((reaction) => (
        <ReactionButton
          key={reaction.emoji}
          reaction={reaction}
          own={isOwn(reaction)}
          disabled={!mayReact}
          stop={stop}
          onPress={(on) => reactions.set(message, reaction.emoji, on)}
        />
      ))}
    </div>
  );
}

interface ButtonProps {
  reaction: Reaction;
  own: boolean;
  disabled: boolean;
  stop: boolean;
  onPress: (on: boolean) => void;
}

function ReactionButton({ reaction, own, disabled, stop, onPress }: ButtonProps) {
  const { t } = useTranslation();
  const names = useNames(reaction);
  const who = t("reactions.by", { names, emoji: reaction.emoji });
  return (
    <UnstyledButton
      className={styles.reaction}
      aria-pressed={own}
      title={who}
      disabled={disabled}
      tabIndex={stop ? 0 : -1}
      data-own={own || undefined}
      onClick={() => onPress(!own)}
    >
      <span className="only-for-readers">{who}</span>
      <span className={styles.pill} aria-hidden>
        <span className={styles.emoji}>
          <EmojiSign emoji={reaction.emoji} />
        </span>
        <span className={styles.count}>{reaction.count}</span>
      </span>
    </UnstyledButton>
  );
}

/** Who it was, oneself first, and how many more. */
function useNames({ accounts, count }: Reaction): string {
  const { t } = useTranslation();
  const { me } = useWorkspace();
  const person = usePeople();
  const ordered = accounts.includes(me.id) ? [me.id, ...accounts.filter((id) => id !== me.id)] : accounts;
  const named = ordered
    .slice(0, MOST_NAMES)
    .map((id) => (id === me.id ? t("reactions.you") : (person(id)?.displayName ?? t("app.somebody"))));
  const more = count - named.length;
  return listed(more > 0 ? [...named, t("reactions.more", { count: more })] : named);
}

/** Of many only the first are told; whether one is among the others is asked for. */
function useOwn(message: Message): (reaction: Reaction) => boolean {
  const { api, me } = useWorkspace();
  const { conversation, seq, rev } = message;
  const unsure = message.reactions?.some(
    ({ accounts, count }) => count > accounts.length && !accounts.includes(me.id),
  );
  const { data } = useQuery({
    queryKey: ["reactions", conversation, seq, rev],
    queryFn: () => api.reactions(conversation, seq),
    enabled: unsure === true,
    retry: false,
  });
  return ({ emoji, accounts }) =>
    accounts.includes(me.id) ||
    data?.reactions.some((reaction) => reaction.own && isSame(reaction.emoji, emoji)) === true;
}
