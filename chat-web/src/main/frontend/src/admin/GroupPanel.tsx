import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "@/shell/context";
import { Trouble } from "@/shell/Trouble";
import type { UserGroup } from "@/wire/Api";
import { Belonging } from "./Belonging";
import { NamedDanger } from "./NamedDanger";
import { useNumbers } from "./numbers";
import { Panel, Section } from "./Panel";
import { useAdminApi } from "./useAdmin";
import admin from "./Admin.module.css";

/** What a handle is like, as the server says. */
export const HANDLE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
export const HANDLE_LENGTH = 64;
export const NAME_LENGTH = 100;

/** After something was done to a group it is asked for again, wherever it is shown. */
export function useFreshGroups(): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["admin"] }),
      queries.invalidateQueries({ queryKey: ["user-groups"] }),
    ]);
}

/** Who is in a user group, and what it is called. */
export function GroupPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const { api } = useWorkspace();
  const { data, error } = useQuery({ queryKey: ["admin", "group", id], queryFn: () => api.userGroup(id) });
  return (
    <Panel title={data?.name ?? t("people.group")} onClose={onClose}>
      {data && (
        <>
          <Members group={data} />
          <Deeds group={data} onGone={onClose} />
        </>
      )}
      <Trouble failure={data ? null : error} />
    </Panel>
  );
}

function Members({ group }: { group: UserGroup }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFreshGroups();
  return (
    <Belonging
      queryKey={["admin", "group", group.id]}
      members={group.members}
      load={(after) => api.groupMembers(group.id, after)}
      putInText={t("groups.putInText", { handle: group.handle })}
      put={(accounts) => api.putIntoGroup(group.id, accounts).then(fresh)}
      takeOutText={(name) => t("groups.takeOutText", { name, handle: group.handle })}
      takeOut={(account) => api.takeOutOfGroup(group.id, account).then(fresh)}
      nobody={t("groups.nobody")}
    />
  );
}

function Deeds({ group, onGone }: { group: UserGroup; onGone: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFreshGroups();
  const number = useNumbers();
  const [name, setName] = useState(group.name);
  const [handle, setHandle] = useState(group.handle);
  const [dissolving, setDissolving] = useState(false);
  const call = useMutation({
    mutationFn: () => api.callGroup(group.id, { name: name.trim(), handle }),
    onSuccess: fresh,
  });
  const same = name.trim() === group.name && handle === group.handle;
  return (
    <Section title={t("people.doing")}>
      <form
        className={admin.form}
        onSubmit={(event) => {
          event.preventDefault();
          call.mutate();
        }}
      >
        <TextInput
          label={t("groups.name")}
          value={name}
          maxLength={NAME_LENGTH}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t("groups.handle")}
          value={handle}
          maxLength={HANDLE_LENGTH}
          onChange={(event) => setHandle(event.currentTarget.value)}
        />
        <div className={admin.actions}>
          <Button
            type="submit"
            variant="default"
            size="xs"
            loading={call.isPending}
            disabled={same || name.trim() === "" || !HANDLE.test(handle)}
          >
            {t("barriers.call")}
          </Button>
          <Button variant="light" color="red" size="xs" onClick={() => setDissolving(true)}>
            {t("barriers.dissolve")} …
          </Button>
        </div>
      </form>
      <Trouble failure={call.error} />
      {dissolving && (
        <NamedDanger
          title={t("groups.dissolve", { name: group.name })}
          text={t("groups.dissolveText", { handle: group.handle, members: number(group.members) })}
          confirm={t("barriers.dissolve")}
          name={group.handle}
          onConfirm={() => api.dissolveGroup(group.id).then(onGone).then(fresh)}
          onClose={() => setDissolving(false)}
        />
      )}
    </Section>
  );
}
