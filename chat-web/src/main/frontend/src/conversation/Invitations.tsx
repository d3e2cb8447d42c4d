import { Button, CopyButton, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shell/Dialog";
import { usePeople, useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";
import { linkFor } from "@/shell/places";
import { reason } from "@/shell/problems";
import { momentName } from "@/shell/times";
import type { Invitation } from "@/wire/Api";
import type { Conversation } from "@/wire/wire";

const DAY_MS = 86_400_000;

const terms = [
  { name: "day", ms: DAY_MS },
  { name: "week", ms: 7 * DAY_MS },
  { name: "month", ms: 30 * DAY_MS },
] as const;

const numbers = [1, 10, 100] as const;

/** Makes links by which people come in, and takes them back. */
export function InvitationsDialog({ about, onClose }: { about: Conversation; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  const [term, setTerm] = useState<(typeof terms)[number]["name"]>("week");
  const [uses, setUses] = useState("");
  const [role, setRole] = useState<"member" | "guest">("member");
  const make = useMutation({
    mutationFn: () => {
      const { ms } = terms.find(({ name }) => name === term)!;
      const until = new Date(Date.now() + ms).toISOString();
      return api.invite(about.id, { until, role, ...(uses !== "" && { uses: Number(uses) }) });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["invitations", about.id] }),
  });
  const link = make.data?.token !== undefined ? linkFor(make.data.token) : undefined;

  return (
    <Dialog title={t("invitations.title")} size={520} onClose={onClose}>
      <p className={styles.text}>{t("invitations.text")}</p>
      <div className={styles.form}>
        <NativeSelect
          label={t("invitations.term")}
          value={term}
          onChange={(event) => setTerm(event.currentTarget.value as typeof term)}
          data={terms.map(({ name }) => ({ value: name, label: t(`members.terms.${name}`) }))}
        />
        <NativeSelect
          label={t("invitations.uses")}
          value={uses}
          onChange={(event) => setUses(event.currentTarget.value)}
          data={[
            { value: "", label: t("invitations.anyNumber") },
            ...numbers.map((number) => ({ value: String(number), label: String(number) })),
          ]}
        />
        <NativeSelect
          label={t("invitations.role")}
          value={role}
          onChange={(event) => setRole(event.currentTarget.value as typeof role)}
          data={(["member", "guest"] as const).map((value) => ({ value, label: t(`members.role.${value}`) }))}
        />
        <Button loading={make.isPending} onClick={() => make.mutate()}>
          {t("invitations.make")}
        </Button>
        {link !== undefined && (
          <>
            <TextInput
              label={t("invitations.link")}
              description={t("invitations.made")}
              value={link}
              readOnly
              onFocus={(event) => event.currentTarget.select()}
            />
            <CopyButton value={link}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {t(copied ? "invitations.copied" : "invitations.copy")}
                </Button>
              )}
            </CopyButton>
          </>
        )}
      </div>
      <p className={styles.trouble} role="alert">
        {make.error && t("app.failed", { why: reason(t, make.error) })}
      </p>
      <OpenLinks about={about} />
    </Dialog>
  );
}

function OpenLinks({ about }: { about: Conversation }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const person = usePeople();
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ["invitations", about.id],
    queryFn: () => api.invitations(about.id),
    staleTime: 0,
  });
  const revoke = useMutation({
    mutationFn: (invitation: Invitation) => api.revokeInvitation(about.id, invitation.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["invitations", about.id] }),
  });
  if (error && !data) return <p className={styles.trouble}>{t("invitations.failed")}</p>;
  if (!data || data.invitations.length === 0) return null;
  return (
    <section>
      <h3 className={styles.section}>{t("invitations.open")}</h3>
      <ul className={styles.rows}>
        {data.invitations.map((invitation) => {
          const { by, until, uses, most } = invitation;
          const name = person(by)?.displayName ?? t("app.somebody");
          return (
            <li key={invitation.id} className={styles.row}>
              <span className={styles.rowText}>
                <span className={styles.rowName}>
                  {t("invitations.one", { name, time: momentName(until) })}
                </span>
                <span className={styles.rowNote}>
                  {most === undefined
                    ? t("invitations.used", { count: uses })
                    : t("invitations.usedOf", { count: uses, most })}{" "}
                  · {t(`members.role.${invitation.role}`)}
                </span>
              </span>
              <Button
                variant="default"
                size="xs"
                loading={revoke.isPending && revoke.variables.id === invitation.id}
                onClick={() => revoke.mutate(invitation)}
              >
                {t("invitations.revoke")}
              </Button>
            </li>
          );
        })}
      </ul>
      <p className={styles.trouble} role="alert">
        {revoke.error && t("app.failed", { why: reason(t, revoke.error) })}
      </p>
    </section>
  );
}
