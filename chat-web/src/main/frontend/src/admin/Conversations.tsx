import { useTranslation } from "react-i18next";
import type { AdminConversation } from "./AdminApi";
import { ConversationPanel, useTitle } from "./ConversationPanel";
import { useNumbers } from "./numbers";
import { Table, useOpenRow, type Column } from "./Table";
import { useAdminApi } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";
import styles from "./Console.module.css";

/** All conversations of the organization from outside; nothing of what is said in them. */
export function Conversations() {
  const { t } = useTranslation("admin");
  const { conversations } = useAdminApi();
  const number = useNumbers();
  const [open, close] = useOpenRow();
  const columns = useColumns();
  return (
    <div className={styles.beside} data-open={open !== undefined || undefined}>
      <Table<AdminConversation>
        name="conversations"
        title={t("tasks.conversations")}
        columns={columns}
        searches={t("conversations.search")}
        filters={[
          {
            name: "kind",
            title: t("conversations.kind"),
            values: (["direct", "group", "channel"] as const).map((value) => ({
              value,
              label: t(`conversations.${value}`),
            })),
          },
          {
            name: "visibility",
            title: t("conversations.visibility"),
            values: (["public", "private"] as const).map((value) => ({
              value,
              label: t(`conversations.${value}`),
            })),
          },
          {
            name: "state",
            title: t("conversations.state"),
            values: (["open", "archived"] as const).map((value) => ({
              value,
              label: t(`conversations.${value}`),
            })),
          },
          {
            name: "history",
            title: t("conversations.history"),
            values: (["all", "joined", "last", "since"] as const).map((value) => ({
              value,
              label: t(`conversations.histories.${value}`),
            })),
          },
        ]}
        links={[
          { name: "member", label: (value) => t("conversations.ofMember", { member: value }) },
          { name: "label", label: (value) => t("conversations.withLabel", { label: value }) },
        ]}
        usual={{ sort: "active", order: "desc" }}
        load={conversations}
        idOf={({ id }) => id}
        count={(count, more) =>
          more
            ? t("conversations.countMore", { total: number(count) })
            : t("conversations.count", { count, total: number(count) })
        }
        none={t("conversations.none")}
      />
      {open !== undefined && <ConversationPanel key={open} id={Number(open)} onClose={close} />}
    </div>
  );
}

function useColumns(): readonly Column<AdminConversation>[] {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const titleOf = useTitle();
  const kindOf = ({ kind, visibility }: AdminConversation) =>
    kind === "channel" ? t(`conversations.${visibility}Channel`) : t(`conversations.${kind}`);
  return [
    {
      name: "name",
      title: t("conversations.name"),
      sort: "name",
      cell: (conversation) => <bdi>{titleOf(conversation)}</bdi>,
      text: titleOf,
    },
    { name: "kind", title: t("conversations.kind"), cell: kindOf, text: kindOf },
    {
      name: "state",
      title: t("conversations.state"),
      cell: ({ archivedAt }) =>
        archivedAt ? (
          <span className={admin.badge} data-tone="warn">
            {t("conversations.archived")}
          </span>
        ) : (
          t("conversations.open")
        ),
      text: ({ archivedAt }) => (archivedAt ? t("conversations.archived") : t("conversations.open")),
    },
    {
      name: "members",
      title: t("conversations.members"),
      sort: "members",
      numeric: true,
      cell: ({ members }) => number(members),
      text: ({ members }) => String(members),
    },
    {
      name: "posted",
      title: t("conversations.posted"),
      sort: "posted",
      numeric: true,
      cell: ({ posted }) => number(posted),
      text: ({ posted }) => String(posted),
    },
    {
      name: "active",
      title: t("conversations.active"),
      sort: "active",
      cell: ({ lastAt }) => <When at={lastAt} />,
      text: ({ lastAt }) => lastAt ?? "",
    },
    {
      name: "labels",
      title: t("conversations.labels"),
      extra: true,
      cell: ({ labels }) => labels.join(", "),
      text: ({ labels }) => labels.join(", "),
    },
    {
      name: "created",
      title: t("conversations.created"),
      sort: "created",
      extra: true,
      cell: ({ createdAt }) => <When at={createdAt} />,
      text: ({ createdAt }) => createdAt,
    },
    {
      name: "number",
      title: t("conversations.number"),
      extra: true,
      numeric: true,
      cell: ({ id }) => String(id),
      text: ({ id }) => String(id),
    },
  ];
}
