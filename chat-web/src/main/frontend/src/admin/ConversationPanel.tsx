import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { listed, spanName } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import type { ConversationId } from "@/wire/wire";
import type { AdminConversation } from "./AdminApi";
import { More } from "./More";
import { useNumbers, useSizes } from "./numbers";
import { Facts, Panel, Section } from "./Panel";
import { useAdminApi, useMay } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";

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
  const { data, error } = useQuery({
    queryKey: ["admin", "conversation", id],
    queryFn: () => api.conversation(id),
  });
  const about = data?.conversation;
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
                [t("conversations.history"), t(`conversations.histories.${data.settings.history}`)],
                [t("conversations.posting"), t(`conversations.postings.${data.settings.posting}`)],
                [t("conversations.receipts"), t(`conversations.receiptsShown.${data.settings.receipts}`)],
                [t("conversations.earlier"), t(`conversations.versionsShown.${data.settings.versions}`)],
                data.settings.slow > 0 && [t("conversations.slow"), spanName(data.settings.slow)],
              ]}
            />
          </Section>
          <MembersOf id={id} count={about.members} />
        </>
      )}
    </Panel>
  );
}

function MembersOf({ id, count }: { id: ConversationId; count: number }) {
  const { t } = useTranslation("admin");
  const { t: words } = useTranslation();
  const api = useAdminApi();
  const may = useMay();
  const number = useNumbers();
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["admin", "members", id],
    queryFn: ({ pageParam }) => api.members(id, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
  });
  return (
    <Section title={`${t("conversations.members")} · ${number(count)}`}>
      <ul className={admin.list}>
        {data?.pages
          .flatMap(({ members }) => members)
          .map((member) => (
            <li key={member.account} className={admin.item}>
              <span className={admin.text}>
                {may("see-people") ? (
                  <Link to={`/admin/people?row=${member.account}`}>
                    <bdi>{member.displayName}</bdi>
                  </Link>
                ) : (
                  <bdi>{member.displayName}</bdi>
                )}
                <span className={admin.faint}>{words(`members.role.${member.role}`)}</span>
              </span>
              {member.disabled && (
                <span className={admin.badge} data-tone="danger">
                  {t("people.disabled")}
                </span>
              )}
            </li>
          ))}
      </ul>
      <More onMore={hasNextPage ? () => void fetchNextPage() : undefined} loading={isFetchingNextPage} />
    </Section>
  );
}
