import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { useNaming } from "@/conversation/naming";
import { useWorkspace } from "@/shell/context";
import { momentName } from "@/shell/times";
import type { ReportCase } from "@/wire/Api";
import type { ConversationId, OwnDecision } from "@/wire/wire";

/** What a conversation is called, whether one is in it or not. */
export function usePlaceName(): (place: {
  conversation?: ConversationId;
  name?: string;
  direct?: boolean;
}) => string | undefined {
  const { t } = useTranslation();
  const { store } = useWorkspace();
  const nameOf = useNaming();
  return ({ conversation, name, direct }) => {
    if (conversation === undefined) return undefined;
    const about = store.conversation(conversation)?.about;
    if (direct) return t("conversation.direct");
    return about ? nameOf(about) : (name ?? t("conversation.group"));
  };
}

/** What was decided, as those say it who did. */
export function ruledWords(t: TFunction, { decision }: ReportCase): string {
  if (!decision) return "";
  const until = decision.until === undefined ? "" : momentName(decision.until);
  return t(`cases.ruled.${decision.decision}`, { until });
}

/** What was decided, as it is told to whom it concerns. */
export function decisionWords(t: TFunction, { decision, until }: OwnDecision): string {
  return t(`cases.told.${decision}`, { until: until === undefined ? "" : momentName(until) });
}
