import { Button, NativeSelect } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PeoplePicker } from "@/identity/PeoplePicker";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { useWorkspace } from "@/shell/context";
import type { Person } from "@/wire/Api";
import type { Role } from "@/wire/wire";
import type { AdminConversation, AdminMember } from "./AdminApi";
import { More } from "./More";
import { NamedDanger } from "./NamedDanger";
import { useNumbers } from "./numbers";
import { Section } from "./Panel";
import { useAdminApi, useFresh, useMay } from "./useAdmin";
import admin from "./Admin.module.css";

const roles: readonly Role[] = ["owner", "administrator", "moderator", "member", "guest"];

interface Props {
  about: AdminConversation;
  /** What it is called, or whose it is. */
  title: string;
}

/** Who is in a conversation, and as what; changed here by those with the duty, but never for themselves. */
export function ConversationMembers({ about, title }: Props) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const number = useNumbers();
  const [bringing, setBringing] = useState(false);
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["admin", "members", about.id],
    queryFn: ({ pageParam }) => api.members(about.id, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
  });
  const changes = may("change-conversations") && about.kind !== "direct";
  return (
    <Section title={`${t("conversations.members")} · ${number(about.members)}`}>
      <ul className={admin.list}>
        {data?.pages
          .flatMap(({ members }) => members)
          .map((member) => (
            <Member key={member.account} member={member} about={about} title={title} changes={changes} />
          ))}
      </ul>
      <div className={admin.actions}>
        <More onMore={hasNextPage ? () => void fetchNextPage() : undefined} loading={isFetchingNextPage} />
        {changes && about.archivedAt === undefined && (
          <Button variant="default" size="xs" mt="xs" onClick={() => setBringing(true)}>
            {t("conversations.bring")} …
          </Button>
        )}
      </div>
      {bringing && <Bringing about={about} title={title} onClose={() => setBringing(false)} />}
    </Section>
  );
}

function Member({ member, changes, ...place }: Props & { member: AdminMember; changes: boolean }) {
  const { t } = useTranslation("admin");
  const { t: words } = useTranslation();
  const { me } = useWorkspace();
  const may = useMay();
  const [deed, setDeed] = useState<"role" | "remove">();
  const close = () => setDeed(undefined);
  const name = member.displayName;
  return (
    <li className={admin.item}>
      <span className={admin.text}>
        {may("see-people") ? (
          <Link to={`/admin/people?row=${member.account}`}>
            <bdi>{name}</bdi>
          </Link>
        ) : (
          <bdi>{name}</bdi>
        )}
        <span className={admin.faint}>{words(`members.role.${member.role}`)}</span>
      </span>
      {member.disabled && (
        <span className={admin.badge} data-tone="danger">
          {t("people.disabled")}
        </span>
      )}
      {changes && member.account !== me.id && (
        <span className={admin.actions}>
          <Button
            variant="default"
            size="xs"
            aria-label={t("conversations.roleOf", { name })}
            onClick={() => setDeed("role")}
          >
            {t("conversations.role")} …
          </Button>
          <Button
            variant="default"
            size="xs"
            aria-label={t("conversations.removeName", { name })}
            onClick={() => setDeed("remove")}
          >
            {t("conversations.remove")} …
          </Button>
        </span>
      )}
      {deed === "role" && <RoleDialog member={member} {...place} onClose={close} />}
      {deed === "remove" && <RemoveDialog member={member} {...place} onClose={close} />}
    </li>
  );
}

type DialogProps = Props & { member: AdminMember; onClose: () => void };

function RoleDialog({ member, about, title, onClose }: DialogProps) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const [role, setRole] = useState(member.role);
  const name = member.displayName;
  return (
    <NamedDanger
      title={t("conversations.roleOf", { name })}
      text={t(role === "owner" ? "conversations.ownerText" : "conversations.roleText", { name, title })}
      confirm={t("conversations.roleDo")}
      name={member.username}
      harmless={role !== "owner"}
      mayConfirm={role !== member.role}
      onConfirm={() => api.assign(about.id, member.account, role).then(fresh)}
      onClose={onClose}
    >
      <RoleChoice value={role} onChange={setRole} />
    </NamedDanger>
  );
}

function RemoveDialog({ member, about, title, onClose }: DialogProps) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const name = member.displayName;
  return (
    <NamedDanger
      title={t("conversations.removeName", { name })}
      text={t("conversations.removeText", { name, title })}
      confirm={t("conversations.remove")}
      name={member.username}
      onConfirm={() => api.removeMember(about.id, member.account).then(fresh)}
      onClose={onClose}
    />
  );
}

function Bringing({ about, title, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const [people, setPeople] = useState<Person[]>([]);
  const [role, setRole] = useState<Role>("member");
  return (
    <ConfirmDialog
      title={t("conversations.bring")}
      text={t("conversations.bringText", { title })}
      confirm={t("conversations.bring")}
      mayConfirm={people.length > 0}
      onConfirm={() =>
        api
          .bringIn(
            about.id,
            people.map(({ id }) => id),
            role,
          )
          .then(fresh)
      }
      onClose={onClose}
    >
      <div className={admin.form}>
        <PeoplePicker label={t("conversations.whom")} chosen={people} onChange={setPeople} />
        <RoleChoice value={role} onChange={setRole} />
      </div>
    </ConfirmDialog>
  );
}

function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const { t } = useTranslation("admin");
  const { t: words } = useTranslation();
  return (
    <NativeSelect
      label={t("conversations.role")}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Role)}
      data={roles.map((role) => ({ value: role, label: words(`members.role.${role}`) }))}
    />
  );
}
