import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listed, momentName, spanName } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import type { ConversationId } from "@/wire/wire";
import type { AdminConversation, AdminSettings } from "./AdminApi";
import { ConversationDeeds } from "./ConversationDeeds";
import { ConversationLabels } from "./ConversationLabels";
import { ConversationMembers } from "./ConversationMembers";
import { useNumbers, useSizes } from "./numbers";
import { Facts, Panel, Section } from "./Panel";
import { useAdminApi, useMay } from "./useAdmin";
import { When } from "./When";

/** What it is called, or whose it is. */
export function useTitle(): (conversation: AdminConversation) => string {
  const { t } = useTranslation("admin");
  return ({ name, people, members }) => {
    if (name !== undefined) return name;
    if (people.length === 0) return t("conversations.nobody");
    const more = members - people.length;
    return listed(more > 0 ? [...people, t("conversations.others", { count: more })] : people);
  };
}

/** All of a conversation but what is said in it. */
export function ConversationPanel({ id, onClose }: { id: ConversationId; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const number = useNumbers();
  const size = useSizes();
  const titleOf = useTitle();
  const may = useMay();
  const { data, error } = useQuery({
    queryKey: ["admin", "conversation", id],
    queryFn: () => api.conversation(id),
  });
  const about = data?.conversation;
  const historyOf = ({ history, historyLast, historySince }: AdminSettings) => {
    const sort = t(`conversations.histories.${history}`);
    if (historyLast !== undefined) return `${sort} (${number(historyLast)})`;
    return historySince === undefined ? sort : `${sort} (${momentName(historySince)})`;
  };
  return (
    <Panel title={about ? titleOf(about) : t("conversations.one")} onClose={onClose}>
      <Trouble failure={data ? undefined : error} />
      {data && about && (
        <>
          <Section title={t("conversations.about")}>
            <Facts
              facts={[
                [t("conversations.number"), String(id)],
                [
                  t("conversations.kind"),
                  about.kind === "channel"
                    ? t(`conversations.${about.visibility}Channel`)
                    : t(`conversations.${about.kind}`),
                ],
                about.topic !== undefined && [t("conversations.topic"), <bdi>{about.topic}</bdi>],
                [t("conversations.created"), <When at={about.createdAt} />],
                data.creator !== undefined && [t("conversations.creator"), <bdi>{data.creator}</bdi>],
                about.archivedAt !== undefined && [
                  t("conversations.archived"),
                  <When at={about.archivedAt} />,
                ],
                [t("conversations.active"), <When at={about.lastAt} />],
              ]}
            />
          </Section>
          <Section title={t("conversations.size")}>
            <Facts
              facts={[
                [t("conversations.messages"), number(data.messages)],
                [t("conversations.texts"), size(data.bytes)],
                [t("conversations.versions"), `${number(data.versions)} · ${size(data.versionBytes)}`],
              ]}
            />
          </Section>
          <Section title={t("conversations.settings")}>
            <Facts
              facts={[
                [t("conversations.history"), historyOf(data.settings)],
                [t("conversations.posting"), t(`conversations.postings.${data.settings.posting}`)],
                [t("conversations.receipts"), t(`conversations.receiptsShown.${data.settings.receipts}`)],
                [t("conversations.earlier"), t(`conversations.versionsShown.${data.settings.versions}`)],
                data.settings.slow > 0 && [t("conversations.slow"), spanName(data.settings.slow)],
                data.settings.requests && [t("conversations.requests"), t("conversations.yes")],
                !data.settings.previews && [t("conversations.previews"), t("conversations.no")],
              ]}
            />
            {may("change-conversations") && about.kind !== "direct" && (
              <ConversationDeeds sheet={data} title={titleOf(about)} />
            )}
          </Section>
          {(about.labels.length > 0 || may("change-retention")) && <ConversationLabels about={about} />}
          <ConversationMembers about={about} title={titleOf(about)} />
        </>
      )}
    </Panel>
  );
}
