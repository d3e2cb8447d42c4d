import { ActionIcon, Button, Menu, NativeSelect } from "@mantine/core";
import { IconDots, IconLink, IconUserPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { Avatar } from "@/identity/Avatar";
import { BlockDialog, BlockItem } from "@/identity/blocks";
import { PeoplePicker } from "@/identity/PeoplePicker";
import { ReportDialog } from "@/report/ReportDialog";
import { WithPresence } from "@/presence/PresenceDot";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { useWorkspace } from "@/shell/context";
import { DetailsPane } from "@/shell/DetailsPane";
import { placeOf } from "@/shell/places";
import { reason } from "@/shell/problems";
import { momentName } from "@/shell/times";
import type { Member, Person, Sanction } from "@/wire/Api";
import type { Conversation, Role } from "@/wire/wire";
import { InvitationsDialog } from "./Invitations";
import { mayInvite, mayRemove, roles, rolesFor } from "./rights";
import { Requests } from "./Requests";
import { Banned, SanctionDialog, useMutes } from "./sanctions";
import styles from "./Members.module.css";

export function Members({ about, onClose }: { about: Conversation; onClose: () => void }) {
  const { t } = useTranslation();
  const { api, people } = useWorkspace();
  const [adding, setAdding] = useState(false);
  const [linking, setLinking] = useState(false);
  const { data, error } = useQuery({ queryKey: ["members", about.id], queryFn: () => api.members(about.id) });
  useEffect(() => {
    if (data)
      people.remember(data.map(({ account, ...person }) => ({ id: account, ...person })).map(asPerson));
  }, [data, people]);
  const mutes = useMutes(about);
  const sorted = [...(data ?? [])].sort(
    (one, other) =>
      roles.indexOf(one.role) - roles.indexOf(other.role) || one.displayName.localeCompare(other.displayName),
  );

  return (
    <DetailsPane
      label={t("members.title")}
      title={data ? t("members.count", { count: data.length }) : t("members.title")}
      onClose={onClose}
    >
      <div className={styles.body}>
        {mayInvite(about) &&
          (adding ? (
            <Adding about={about} members={data ?? []} onDone={() => setAdding(false)} />
          ) : (
            <div className={styles.ways}>
              <Button
                fullWidth
                variant="default"
                leftSection={<IconUserPlus size={16} aria-hidden />}
                onClick={() => setAdding(true)}
              >
                {t("members.add")}
              </Button>
              <Button
                fullWidth
                variant="subtle"
                leftSection={<IconLink size={16} aria-hidden />}
                onClick={() => setLinking(true)}
              >
                {t("members.link")}
              </Button>
            </div>
          ))}
        {linking && <InvitationsDialog about={about} onClose={() => setLinking(false)} />}
        <Requests about={about} />
        {error && !data && <p className={styles.trouble}>{t("members.failed")}</p>}
        {!data && !error && (
          <div role="status" aria-label={t("members.loading")} className={styles.bones}>
            {[60, 45, 70].map((width) => (
              <span key={width} style={{ width: `${width}%` }} />
            ))}
          </div>
        )}
        <ul className={styles.rows}>
          {sorted.map((member) => (
            <MemberRow
              key={member.account}
              about={about}
              member={member}
              {...(mutes.has(member.account) && { mute: mutes.get(member.account)! })}
            />
          ))}
        </ul>
        <Banned about={about} />
      </div>
    </DetailsPane>
  );
}

function asPerson({ id, username, displayName }: Person): Person {
  return { id, username, displayName };
}

function MemberRow({ about, member, mute }: { about: Conversation; member: Member; mute?: Sanction }) {
  const { t } = useTranslation();
  const { api, me, store } = useWorkspace();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<"remove" | "silence" | "ban" | "block" | "report">();
  const own = member.account === me.id;
  const offered = own ? [] : rolesFor(about, member.role);
  const removable = !own && mayRemove(about, member.role);
  const name = member.displayName;
  const refresh = () => queries.invalidateQueries({ queryKey: ["members", about.id] });
  const change = useMutation({
    mutationFn: (role: Role) => api.changeRole(about.id, member.account, role),
    onSuccess: refresh,
  });
  const write = useMutation({
    mutationFn: () => api.createConversation({ kind: "direct", members: [member.account] }),
    onSuccess: (conversation) => {
      store.receive([{ type: "conversation", conversation }]);
      void navigate(placeOf(conversation.id));
    },
  });
  const unmute = useMutation({
    mutationFn: () => api.unmute(about.id, member.account),
    onSuccess: refresh,
  });
  const failure = change.error ?? write.error ?? unmute.error;
  return (
    <li className={styles.row}>
      <WithPresence account={member.account}>
        <Avatar id={member.account} name={name} size={28} />
      </WithPresence>
      <span className={styles.who}>
        <bdi className={styles.name} title={name}>
          {name}
        </bdi>
        {member.role !== "member" && <span className={styles.role}>{t(`members.role.${member.role}`)}</span>}
        {mute && (
          <span className={styles.role}>
            {mute.until === undefined
              ? t("members.silenced")
              : t("members.silencedUntil", { time: momentName(mute.until) })}
          </span>
        )}
        {failure && (
          <span className={styles.trouble} role="alert">
            {t("app.failed", { why: reason(t, failure) })}
          </span>
        )}
      </span>
      {!own && (
        <Menu position="bottom-end" width={240} keepMounted={false}>
          <Menu.Target>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              className={styles.tool}
              aria-label={t("members.menu", { name })}
            >
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => write.mutate()}>{t("members.message")}</Menu.Item>
            <BlockItem account={member.account} onAsk={() => setAsked("block")} />
            <Menu.Item onClick={() => setAsked("report")}>{t("report.person")}</Menu.Item>
            {offered.map((role) => (
              <Menu.Item key={role} onClick={() => change.mutate(role)}>
                {t("members.makeRole", { role: t(`members.role.${role}`) })}
              </Menu.Item>
            ))}
            {removable && (
              <>
                <Menu.Divider />
                {mute ? (
                  <Menu.Item onClick={() => unmute.mutate()}>{t("members.silenceBack")}</Menu.Item>
                ) : (
                  <Menu.Item onClick={() => setAsked("silence")}>{t("members.silence")}</Menu.Item>
                )}
                <Menu.Item color="red" onClick={() => setAsked("remove")}>
                  {t("members.remove")}
                </Menu.Item>
                <Menu.Item color="red" onClick={() => setAsked("ban")}>
                  {t("members.ban")}
                </Menu.Item>
              </>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {(asked === "silence" || asked === "ban") && (
        <SanctionDialog about={about} member={member} kind={asked} onClose={() => setAsked(undefined)} />
      )}
      {asked === "block" && (
        <BlockDialog account={member.account} name={name} onClose={() => setAsked(undefined)} />
      )}
      {asked === "report" && (
        <ReportDialog what={{ account: member.account }} name={name} onClose={() => setAsked(undefined)} />
      )}
      {asked === "remove" && (
        <ConfirmDialog
          title={t("members.removeTitle", { name })}
          text={t("members.removeText", { name })}
          confirm={t("members.removeDo")}
          danger
          onConfirm={async () => {
            await api.removeMember(about.id, member.account);
            await refresh();
          }}
          onClose={() => setAsked(undefined)}
        />
      )}
    </li>
  );
}

function Adding({
  about,
  members,
  onDone,
}: {
  about: Conversation;
  members: readonly Member[];
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<Person[]>([]);
  const [group, setGroup] = useState("");
  const { data } = useQuery({ queryKey: ["userGroups"], queryFn: api.userGroups });
  const groups = data?.groups ?? [];
  const nobody = chosen.length === 0 && group === "";
  const add = useMutation({
    mutationFn: async () => {
      if (group !== "") await api.addGroup(about.id, Number(group));
      for (const person of chosen) {
        await api.addMember(about.id, person.id);
        // Who is added is done; who is left is still to be tried again
        setChosen((before) => before.filter((one) => one.id !== person.id));
      }
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["members", about.id] }),
    onSuccess: onDone,
  });
  return (
    <form
      className={styles.adding}
      onSubmit={(event) => {
        event.preventDefault();
        if (!nobody) add.mutate();
      }}
    >
      <PeoplePicker
        label={t("members.add")}
        chosen={chosen}
        onChange={setChosen}
        without={members.map((member) => member.account)}
      />
      <p className={styles.trouble} role="alert">
        {add.error && t("app.failed", { why: reason(t, add.error) })}
      </p>
      {groups.length > 0 && (
        <NativeSelect
          label={t("members.group")}
          value={group}
          onChange={(event) => setGroup(event.currentTarget.value)}
          data={[
            { value: "", label: t("members.noGroup") },
            ...groups.map(({ id, name, members: count }) => ({
              value: String(id),
              label: t("members.groupOf", { name, count }),
            })),
          ]}
        />
      )}
      <div className={styles.foot}>
        <Button size="xs" variant="default" onClick={onDone}>
          {t("app.cancel")}
        </Button>
        <Button size="xs" type="submit" disabled={nobody} loading={add.isPending}>
          {t("members.addDo")}
        </Button>
      </div>
    </form>
  );
}
