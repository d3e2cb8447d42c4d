import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { usePeople, useWorkspace } from "@/shell/context";
import { listed, momentName, spanName } from "@/shell/times";
import type { AccountId, Message, Role, SystemEvent } from "@/wire/wire";

const MOST_NAMES = 4;

/** What happened to the conversation, as a quiet sentence. */
export function SystemLine({ message }: { message: Message }) {
  const { t } = useTranslation();
  const person = usePeople();
  const { me } = useWorkspace();
  return <bdi>{systemSentence(t, message, me.id, (id) => person(id)?.displayName ?? t("app.somebody"))}</bdi>;
}

export function systemSentence(
  t: TFunction,
  message: Pick<Message, "sender" | "body">,
  me: AccountId,
  nameOf: (id: AccountId) => string,
): string {
  const event = parsed(message.body);
  if (!event) return t("system.unknown");
  const by = message.sender === me ? "you" : "other";
  const who = nameOf(message.sender);
  const name = (id: AccountId) => (id === me ? t("app.you") : nameOf(id));
  switch (event.event) {
    case "created":
      return t(`system.created.${by}`, { who });
    case "joined":
      if (event.accounts.length === 1 && event.accounts[0] === message.sender)
        return t(`system.joined.${by}`, { who });
      return t(`system.added.${by}`, {
        who,
        whom: several(event.accounts.filter((id) => id !== message.sender)),
      });
    case "left":
      return t(`system.left.${event.account === me ? "you" : "other"}`, { who: nameOf(event.account) });
    case "removed":
      return t(`system.removed.${by}`, { who, whom: name(event.account) });
    case "role":
      return t(`system.role.${by}`, { who, whom: name(event.account), role: roleWord(t, event.role) });
    case "renamed":
      return t(`system.renamed.${by}`, { who, name: event.name });
    case "topic":
      if (event.topic === "") return t(`system.noTopic.${by}`, { who });
      return t(`system.topic.${by}`, { who, topic: event.topic });
    case "archived":
      return t(`system.${event.archived ? "archived" : "opened"}.${by}`, { who });
    case "receipts":
      return t(`system.receipts.${event.receipts}.${by}`, { who });
    case "versions":
      return t(`system.versions.${event.versions}.${by}`, { who });
    case "previews":
      return t(`system.previews.${event.previews ? "on" : "off"}.${by}`, { who });
    case "posting":
      return t(`system.posting.${event.posting}.${by}`, { who });
    case "slow":
      return event.seconds === 0
        ? t(`system.noSlow.${by}`, { who })
        : t(`system.slow.${by}`, { who, span: spanName(event.seconds) });
    case "history":
      return t(`system.history.${event.history}.${by}`, {
        who,
        count: event.last ?? 0,
        time: event.since === undefined ? "" : momentName(event.since),
      });
    case "requests":
      return t(`system.requests.${event.requests ? "on" : "off"}.${by}`, { who });
    case "channel":
      return t(`system.channel.${by}`, { who, name: event.name });
    case "bookmarks":
      return t(`system.bookmarks.${by}`, { who });
    case "muted":
    case "banned":
      return event.until === undefined
        ? t(`system.${event.event}.${by}`, { who, whom: name(event.account) })
        : t(`system.${event.event}Until.${by}`, {
            who,
            whom: name(event.account),
            time: momentName(event.until),
          });
    case "unmuted":
    case "unbanned":
      return t(`system.${event.event}.${by}`, { who, whom: name(event.account) });
    default:
      return t("system.unknown");
  }

  function several(ids: readonly AccountId[]): string {
    if (ids.length <= MOST_NAMES) return listed(ids.map(name));
    const first = ids.slice(0, MOST_NAMES - 1).map(name);
    return t("system.more", { names: first.join(", "), count: ids.length - first.length });
  }
}

function roleWord(t: TFunction, role: string): string {
  return t(`members.role.${role.toLowerCase() as Role}`);
}

function parsed(body: string): SystemEvent | undefined {
  try {
    return JSON.parse(body) as SystemEvent;
  } catch {
    return undefined;
  }
}
