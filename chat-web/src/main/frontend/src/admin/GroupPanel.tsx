import { Button, TextInput } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PeoplePicker } from "@/identity/PeoplePicker";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { useWorkspace } from "@/shell/context";
import { Trouble } from "@/shell/Trouble";
import type { Person, UserGroup } from "@/wire/Api";
import { More } from "./More";
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
  const number = useNumbers();
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Person>();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["admin", "group", group.id, "members"],
    queryFn: ({ pageParam }) => api.groupMembers(group.id, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
  });
  return (
    <Section title={`${t("barriers.members")} · ${number(group.members)}`}>
      {group.members === 0 && <p className={admin.note}>{t("groups.nobody")}</p>}
      <ul className={admin.list}>
        {data?.pages
          .flatMap(({ accounts }) => accounts)
          .map((person) => (
            <li key={person.id} className={admin.item}>
              <span className={admin.text}>
                <Link to={`/admin/people?row=${person.id}`}>
                  <bdi>{person.displayName}</bdi>
                </Link>
              </span>
              <Button
                variant="default"
                size="xs"
                flex="none"
                aria-label={t("barriers.takeOutName", { name: person.displayName })}
                onClick={() => setLeaving(person)}
              >
                {t("barriers.takeOut")} …
              </Button>
            </li>
          ))}
      </ul>
      <div className={admin.actions}>
        <More onMore={hasNextPage ? () => void fetchNextPage() : undefined} loading={isFetchingNextPage} />
        <Button variant="default" size="xs" mt="xs" onClick={() => setAdding(true)}>
          {t("barriers.putIn")} …
        </Button>
      </div>
      <Trouble failure={error} />
      {adding && <PuttingIn group={group} onClose={() => setAdding(false)} />}
      {leaving && (
        <ConfirmDialog
          title={t("barriers.takeOutName", { name: leaving.displayName })}
          text={t("groups.takeOutText", { name: leaving.displayName, handle: group.handle })}
          confirm={t("barriers.takeOut")}
          danger
          onConfirm={() => api.takeOutOfGroup(group.id, leaving.id).then(fresh)}
          onClose={() => setLeaving(undefined)}
        />
      )}
    </Section>
  );
}

function PuttingIn({ group, onClose }: { group: UserGroup; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFreshGroups();
  const [people, setPeople] = useState<Person[]>([]);
  const put = () =>
    api.putIntoGroup(
      group.id,
      people.map(({ id }) => id),
    );
  return (
    <ConfirmDialog
      title={t("barriers.putIn")}
      text={t("groups.putInText", { handle: group.handle })}
      confirm={t("barriers.putIn")}
      mayConfirm={people.length > 0}
      onConfirm={() => put().then(fresh)}
      onClose={onClose}
    >
      <PeoplePicker label={t("barriers.people")} chosen={people} onChange={setPeople} />
    </ConfirmDialog>
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
