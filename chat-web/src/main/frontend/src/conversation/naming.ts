import { useTranslation } from "react-i18next";
import { usePeople } from "@/shell/context";
import type { Conversation } from "@/wire/wire";

/** What a conversation is called; a direct one by the other's name. */
export function useNaming(): (about: Conversation) => string {
  const { t } = useTranslation();
  const person = usePeople();
  return (about) => {
    if (about.name) return about.name;
    if (about.with !== undefined) return person(about.with)?.displayName ?? "…";
    return t(about.kind === "direct" ? "conversation.direct" : "conversation.group");
  };
}
