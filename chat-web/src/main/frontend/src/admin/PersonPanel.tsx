import "@mantine/core/styles/Checkbox.css";
import { Button, Checkbox, CopyButton, PasswordInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { useWorkspace } from "@/shell/context";
import { listed } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import type { AccountId } from "@/wire/wire";
import { duties, type AdminPersonFile, type Duty } from "./AdminApi";
import { NamedDanger } from "./NamedDanger";
import { useNumbers } from "./numbers";
import { Facts, Panel, Section } from "./Panel";
import { PersonRights } from "./PersonRights";
import { useAdminApi, useFresh, useMay } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";

/** All of somebody that concerns their administration. */
export function PersonPanel({ id, onClose }: { id: AccountId; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const number = useNumbers();
  const { data, error } = useQuery({ queryKey: ["admin", "person", id], queryFn: () => api.person(id) });
  const title = data?.person.displayName ?? t("people.one");
  return (
    <Panel title={title} onClose={onClose}>
      <Trouble failure={data ? undefined : error} />
      {data && (
        <>
          <Section title={t("people.about")}>
            <Facts
              facts={[
                [t("people.username"), <span className={admin.code}>{data.person.username}</span>],
                [t("people.number"), String(data.person.id)],
                [
                  t("people.state"),
                  <span className={admin.badge} data-tone={data.person.disabledAt ? "danger" : "good"}>
                    {data.person.disabledAt ? t("people.disabled") : t("people.active")}
                  </span>,
                ],
                data.person.disabledAt !== undefined && [
                  t("people.disabledSince"),
                  <When at={data.person.disabledAt} />,
                ],
                data.person.restrictedAt !== undefined && [
                  t("people.restrictedSince"),
                  <When at={data.person.restrictedAt} />,
                ],
                data.person.erasedAt !== undefined && [
                  t("people.erasedSince"),
                  <When at={data.person.erasedAt} />,
                ],
                [t("people.kind"), t(`people.${data.person.kind}`)],
                [t("people.seen"), <When at={data.person.seenAt} never={t("people.never")} />],
                [t("people.created"), <When at={data.person.createdAt} />],
                [
                  t("tasks.conversations"),
                  may("see-conversations") ? (
                    <Link to={`/admin/conversations?member=${id}`}>{number(data.conversations)}</Link>
                  ) : (
                    number(data.conversations)
                  ),
                ],
                data.groups.length > 0 && [t("people.groups"), listed(data.groups.map(({ name }) => name))],
              ]}
            />
          </Section>
          <Sessions file={data} />
          {may("appoint") && <Duties file={data} />}
          {may("change-people") && <Doing file={data} />}
          {may("change-people") && <PersonRights person={data.person} />}
        </>
      )}
    </Panel>
  );
}

function Sessions({ file: { person, sessions } }: { file: AdminPersonFile }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const fresh = useFresh();
  const signOut = useMutation({
    mutationFn: (device: number) => api.signOut(person.id, device),
    onSuccess: fresh,
  });
  return (
    <Section title={t("people.sessions", { count: sessions.length })}>
      {sessions.length === 0 && <p className={admin.note}>{t("people.noSessions")}</p>}
      <ul className={admin.list}>
        {sessions.map((session) => (
          <li key={session.id} className={admin.item}>
            <span className={admin.text}>
              <bdi>{session.name}</bdi>
              <span className={admin.faint}>
                {t("people.lastSeen")} <When at={session.lastSeenAt} />
              </span>
            </span>
            {may("change-people") && (
              <Button
                variant="default"
                size="xs"
                loading={signOut.isPending && signOut.variables === session.id}
                aria-label={t("people.signOutOf", { device: session.name })}
                onClick={() => signOut.mutate(session.id)}
              >
                {t("people.signOut")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Trouble failure={signOut.error} />
    </Section>
  );
}

/** Who has which part of administrating; given and taken at once. */
function Duties({ file: { person } }: { file: AdminPersonFile }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const change = useMutation({
    mutationFn: ({ duty, has }: { duty: Duty; has: boolean }) =>
      has ? api.giveDuty(person.id, duty) : api.takeDuty(person.id, duty),
    onSuccess: fresh,
  });
  return (
    <Section title={t("people.duties")}>
      <p className={admin.note}>{t("people.dutiesHint")}</p>
      <ul className={admin.list}>
        {duties.map((duty) => (
          <li key={duty} className={admin.item}>
            <Checkbox
              size="xs"
              label={t(`duties.${duty}`)}
              description={t(`dutiesHint.${duty}`)}
              checked={person.duties.includes(duty)}
              disabled={change.isPending}
              onChange={(event) => change.mutate({ duty, has: event.currentTarget.checked })}
            />
          </li>
        ))}
      </ul>
      <Trouble failure={change.error} />
    </Section>
  );
}

type Deed = "disable" | "enable" | "password" | "signOut";

function Doing({ file }: { file: AdminPersonFile }) {
  const { t } = useTranslation("admin");
  const { me } = useWorkspace();
  const [deed, setDeed] = useState<Deed>();
  const { person, sessions } = file;
  if (person.id === me.id)
    return (
      <Section title={t("people.doing")}>
        <p className={admin.note}>{t("people.oneself")}</p>
      </Section>
    );
  return (
    <Section title={t("people.doing")}>
      <div className={admin.actions}>
        {!person.erasedAt && (
          <Button variant="default" size="xs" onClick={() => setDeed("password")}>
            {t("people.newPassword")} …
          </Button>
        )}
        {sessions.length > 0 && (
          <Button variant="default" size="xs" onClick={() => setDeed("signOut")}>
            {t("people.signOutAll")} …
          </Button>
        )}
        {!person.disabledAt && (
          <Button variant="light" color="red" size="xs" onClick={() => setDeed("disable")}>
            {t("people.disable")} …
          </Button>
        )}
        {person.disabledAt && !person.restrictedAt && !person.erasedAt && (
          <Button variant="default" size="xs" onClick={() => setDeed("enable")}>
            {t("people.enable")} …
          </Button>
        )}
      </div>
      {deed && <Deeds deed={deed} file={file} onClose={() => setDeed(undefined)} />}
    </Section>
  );
}

function Deeds({ deed, file, onClose }: { deed: Deed; file: AdminPersonFile; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const number = useNumbers();
  const { person, sessions, conversations, ownedAlone, scheduled } = file;
  const name = person.displayName;
  const and = (done: Promise<unknown>) => done.then(fresh);
  if (deed === "password") return <PasswordDialog file={file} onClose={onClose} />;
  if (deed === "signOut")
    return (
      <ConfirmDialog
        title={t("people.signOutAll")}
        text={t("people.signOutAllText", { count: sessions.length, name })}
        confirm={t("people.signOutAll")}
        danger
        onConfirm={() => and(api.signOutEverywhere(person.id))}
        onClose={onClose}
      />
    );
  if (deed === "enable")
    return (
      <ConfirmDialog
        title={t("people.enable")}
        text={t("people.enableText", { name })}
        confirm={t("people.enable")}
        onConfirm={() => and(api.enable(person.id))}
        onClose={onClose}
      />
    );
  return (
    <NamedDanger
      title={t("people.disableTitle", { name })}
      text={t("people.disableText", { name })}
      confirm={t("people.disable")}
      name={person.username}
      onConfirm={() => and(api.disable(person.id))}
      onClose={onClose}
    >
      <ul className={admin.effects}>
        <li>{t("people.disableSessions", { count: sessions.length, total: number(sessions.length) })}</li>
        <li>{t("people.disableStays", { count: conversations, total: number(conversations) })}</li>
        {ownedAlone > 0 && (
          <li>{t("people.disableOwned", { count: ownedAlone, total: number(ownedAlone) })}</li>
        )}
        {scheduled > 0 && (
          <li>{t("people.disableScheduled", { count: scheduled, total: number(scheduled) })}</li>
        )}
      </ul>
    </NamedDanger>
  );
}

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

/** Sixteen letters and digits that are not taken for each other: 80 bits. */
function made(): string {
  const drawn = [...crypto.getRandomValues(new Uint8Array(16))].map(
    (byte) => LETTERS[byte % LETTERS.length]!,
  );
  return [0, 4, 8, 12].map((start) => drawn.slice(start, start + 4).join("")).join("-");
}

function PasswordDialog({
  file: { person, sessions },
  onClose,
}: {
  file: AdminPersonFile;
  onClose: () => void;
}) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const [password, setPassword] = useState(made);
  return (
    <ConfirmDialog
      title={t("people.newPassword")}
      text={t("people.passwordText", { count: sessions.length, name: person.displayName })}
      confirm={t("people.passwordSet")}
      danger
      mayConfirm={password.length >= 8}
      onConfirm={() => api.resetPassword(person.id, password).then(fresh)}
      onClose={onClose}
    >
      <PasswordInput
        label={t("people.newPassword")}
        value={password}
        defaultVisible
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t("people.showPassword") }}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <CopyButton value={password}>
        {({ copied, copy }) => (
          <Button variant="subtle" size="xs" mt={4} onClick={copy}>
            {copied ? t("people.copied") : t("people.copy")}
          </Button>
        )}
      </CopyButton>
    </ConfirmDialog>
  );
}
