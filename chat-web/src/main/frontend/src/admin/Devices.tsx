import { useTranslation } from "react-i18next";
import type { AdminDevice } from "./AdminApi";
import { useNumbers } from "./numbers";
import { PersonPanel } from "./PersonPanel";
import { Table, useOpenRow, type Column } from "./Table";
import { useAdminApi } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";
import styles from "./Console.module.css";

const UNHEARD_DAYS = [7, 30, 90, 365];

/** What people are signed in on; the panel is that of the person, where it can be ended. */
export function Devices() {
  const { t } = useTranslation("admin");
  const { devices } = useAdminApi();
  const number = useNumbers();
  const [open, close] = useOpenRow();
  const columns = useColumns();
  const account = open?.split(".")[0];
  return (
    <div className={styles.beside} data-open={account !== undefined || undefined}>
      <Table<AdminDevice>
        name="devices"
        title={t("tasks.devices")}
        columns={columns}
        searches={t("devices.search")}
        filters={[
          {
            name: "unheard",
            title: t("people.seen"),
            values: UNHEARD_DAYS.map((days) => ({
              value: String(days),
              label: t("devices.unheard", { count: days, days: number(days) }),
            })),
          },
        ]}
        usual={{ sort: "seen", order: "desc" }}
        load={devices}
        idOf={({ account: whose, id }) => `${whose}.${id}`}
        count={(count, more) =>
          more
            ? t("devices.countMore", { total: number(count) })
            : t("devices.count", { count, total: number(count) })
        }
        none={t("devices.none")}
      />
      {account !== undefined && <PersonPanel key={account} id={Number(account)} onClose={close} />}
    </div>
  );
}

function useColumns(): readonly Column<AdminDevice>[] {
  const { t } = useTranslation("admin");
  return [
    {
      name: "name",
      title: t("devices.device"),
      sort: "name",
      cell: ({ name }) => <bdi>{name}</bdi>,
      text: ({ name }) => name,
    },
    {
      name: "person",
      title: t("people.name"),
      sort: "person",
      cell: ({ displayName }) => <bdi>{displayName}</bdi>,
      text: ({ displayName }) => displayName,
    },
    {
      name: "username",
      title: t("people.username"),
      cell: ({ username }) => <span className={admin.code}>{username}</span>,
      text: ({ username }) => username,
    },
    {
      name: "created",
      title: t("devices.since"),
      sort: "created",
      cell: ({ createdAt }) => <When at={createdAt} />,
      text: ({ createdAt }) => createdAt,
    },
    {
      name: "seen",
      title: t("people.seen"),
      sort: "seen",
      cell: ({ lastSeenAt }) => <When at={lastSeenAt} />,
      text: ({ lastSeenAt }) => lastSeenAt,
    },
    {
      name: "number",
      title: t("people.number"),
      extra: true,
      numeric: true,
      cell: ({ id }) => String(id),
      text: ({ id }) => String(id),
    },
  ];
}
