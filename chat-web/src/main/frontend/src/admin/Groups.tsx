import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import type { UserGroup } from "@/wire/Api";
import { GroupPanel, HANDLE, HANDLE_LENGTH, NAME_LENGTH, useFreshGroups } from "./GroupPanel";
import { useNumbers } from "./numbers";
import { Table, useOpenRow, type Column } from "./Table";
import { useAdminApi } from "./useAdmin";
import admin from "./Admin.module.css";
import styles from "./Console.module.css";

/** User groups: by their handle all in one are mentioned, and brought into conversations. */
export function Groups() {
  const { t } = useTranslation("admin");
  const { groups } = useAdminApi();
  const [open, close] = useOpenRow();
  const [making, setMaking] = useState(false);
  const columns = useColumns();
  return (
    <div className={styles.beside} data-open={open !== undefined || undefined}>
      <Table<UserGroup>
        name="groups"
        title={t("tasks.groups")}
        text={t("groups.text")}
        columns={columns}
        searches={t("groups.search")}
        usual={{ sort: "handle", order: "asc" }}
        load={groups}
        idOf={({ id }) => id}
        none={t("groups.none")}
      >
        <Button size="xs" onClick={() => setMaking(true)}>
          {t("groups.make")} …
        </Button>
      </Table>
      {open !== undefined && <GroupPanel key={open} id={Number(open)} onClose={close} />}
      {making && <NewGroup onClose={() => setMaking(false)} />}
    </div>
  );
}

function useColumns(): readonly Column<UserGroup>[] {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  return [
    {
      name: "name",
      title: t("people.group"),
      cell: ({ name }) => <bdi>{name}</bdi>,
      text: ({ name }) => name,
    },
    {
      name: "handle",
      title: t("groups.handle"),
      cell: ({ handle }) => <span className={admin.code}>@{handle}</span>,
      text: ({ handle }) => handle,
    },
    {
      name: "members",
      title: t("barriers.members"),
      numeric: true,
      cell: ({ members }) => number(members),
      text: ({ members }) => String(members),
    },
  ];
}

function NewGroup({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFreshGroups();
  const [name, setName] = useState("");
  const [handle, setHandle] = useState("");
  return (
    <ConfirmDialog
      title={t("groups.make")}
      text={t("groups.makeText")}
      confirm={t("barriers.makeDo")}
      mayConfirm={name.trim() !== "" && HANDLE.test(handle)}
      onConfirm={() => api.makeGroup({ handle, name: name.trim() }).then(fresh)}
      onClose={onClose}
    >
      <div className={admin.form}>
        <TextInput
          label={t("groups.name")}
          value={name}
          maxLength={NAME_LENGTH}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t("groups.handle")}
          description={t("groups.handleHint")}
          value={handle}
          maxLength={HANDLE_LENGTH}
          onChange={(event) => setHandle(event.currentTarget.value)}
        />
      </div>
    </ConfirmDialog>
  );
}
