import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/identity/Avatar";
import { useWorkspace } from "@/shell/context";
import { listed } from "@/shell/times";
import { duties, type AdminPerson } from "./AdminApi";
import { useNumbers } from "./numbers";
import { PersonPanel } from "./PersonPanel";
import { Table, useOpenRow, type Column } from "./Table";
import { useAdminApi } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";
import styles from "./Console.module.css";

/** Everybody of the organization, disabled ones too. */
export function People() {
  const { t } = useTranslation("admin");
  const { api } = useWorkspace();
  const { people } = useAdminApi();
  const number = useNumbers();
  const [open, close] = useOpenRow();
  const { data } = useQuery({ queryKey: ["user-groups"], queryFn: api.userGroups });
  const columns = useColumns();
  const groups = (data?.groups ?? []).map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <div className={styles.beside} data-open={open !== undefined || undefined}>
      <Table<AdminPerson>
        name="people"
        title={t("tasks.people")}
        columns={columns}
        searches={t("people.search")}
        filters={[
          {
            name: "state",
            title: t("people.state"),
            values: (["active", "disabled"] as const).map((value) => ({
              value,
              label: t(`people.${value}`),
            })),
          },
          {
            name: "kind",
            title: t("people.kind"),
            values: (["person", "service"] as const).map((value) => ({ value, label: t(`people.${value}`) })),
          },
          {
            name: "duty",
            title: t("people.duty"),
            values: duties.map((value) => ({ value, label: t(`duties.${value}`) })),
          },
          ...(groups.length > 0 ? [{ name: "group", title: t("people.group"), values: groups }] : []),
        ]}
        usual={{ sort: "name", order: "asc" }}
        load={people}
        idOf={({ id }) => id}
        count={(count, more) =>
          more
            ? t("people.countMore", { total: number(count) })
            : t("people.count", { count, total: number(count) })
        }
        none={t("people.none")}
      />
      {open !== undefined && <PersonPanel key={open} id={Number(open)} onClose={close} />}
    </div>
  );
}

function useColumns(): readonly Column<AdminPerson>[] {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const dutiesOf = (person: AdminPerson) => listed(person.duties.map((duty) => t(`duties.${duty}`)));
  return [
    {
      name: "name",
      title: t("people.name"),
      sort: "name",
      cell: ({ id, displayName }) => (
        <span className={admin.who}>
          <Avatar id={id} name={displayName} size={24} />
          <bdi>{displayName}</bdi>
        </span>
      ),
      text: ({ displayName }) => displayName,
    },
    {
      name: "username",
      title: t("people.username"),
      sort: "username",
      cell: ({ username }) => <span className={admin.code}>{username}</span>,
      text: ({ username }) => username,
    },
    {
      name: "state",
      title: t("people.state"),
      cell: ({ disabledAt }) => (
        <span className={admin.badge} data-tone={disabledAt ? "danger" : "good"}>
          {disabledAt ? t("people.disabled") : t("people.active")}
        </span>
      ),
      text: ({ disabledAt }) => (disabledAt ? t("people.disabled") : t("people.active")),
    },
    {
      name: "kind",
      title: t("people.kind"),
      extra: true,
      cell: ({ kind }) => t(`people.${kind}`),
      text: ({ kind }) => t(`people.${kind}`),
    },
    {
      name: "duties",
      title: t("people.duties"),
      cell: (person) => dutiesOf(person) || <span className={admin.faint}>–</span>,
      text: dutiesOf,
    },
    {
      name: "devices",
      title: t("people.devices"),
      sort: "devices",
      numeric: true,
      cell: ({ devices }) => number(devices),
      text: ({ devices }) => String(devices),
    },
    {
      name: "seen",
      title: t("people.seen"),
      sort: "seen",
      cell: ({ seenAt }) => <When at={seenAt} never={t("people.never")} />,
      text: ({ seenAt }) => seenAt ?? "",
    },
    {
      name: "created",
      title: t("people.created"),
      sort: "created",
      extra: true,
      cell: ({ createdAt }) => <When at={createdAt} />,
      text: ({ createdAt }) => createdAt,
    },
  ];
}
