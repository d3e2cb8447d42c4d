import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { usePeople, useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";
import { reason as whyNot } from "@/shell/problems";
import { momentName } from "@/shell/times";
import type { Member, Sanction, Term } from "@/wire/Api";
import type { AccountId, Conversation } from "@/wire/wire";
import { maySeeSanctions } from "./rights";
import members from "./Members.module.css";

const HOUR_MS = 3_600_000;
const REASON_LENGTH = 500;

/** How long a sanction lasts; what has no length lasts until somebody lifts it. */
const terms = [
  { name: "hour", ms: HOUR_MS },
  { name: "day", ms: 24 * HOUR_MS },
  { name: "week", ms: 7 * 24 * HOUR_MS },
  { name: "month", ms: 30 * 24 * HOUR_MS },
  { name: "lifted", ms: undefined },
] as const;

type TermName = (typeof terms)[number]["name"];

interface Props {
  about: Conversation;
  member: Member;
  kind: "silence" | "ban";
  onClose: () => void;
}

/** Asks for how long and why, and says who sees it. */
export function SanctionDialog({ about, member, kind, onClose }: Props) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  const [term, setTerm] = useState<TermName>("day");
  const [reason, setReason] = useState("");
  const name = member.displayName;

  async function impose() {
    const { ms } = terms.find((one) => one.name === term)!;
    const wish: Term = {
      ...(ms !== undefined && { until: new Date(Date.now() + ms).toISOString() }),
      ...(reason.trim() !== "" && { reason: reason.trim() }),
    };
    await (kind === "ban" ? api.ban : api.mute)(about.id, member.account, wish);
    await queries.invalidateQueries({ queryKey: ["members", about.id] });
  }

  return (
    <ConfirmDialog
      title={t(`members.${kind}Title`, { name })}
      text={t(`members.${kind}Text`, { name })}
      confirm={t(`members.${kind}Do`)}
      danger
      onConfirm={impose}
      onClose={onClose}
    >
      <div className={styles.form}>
        <NativeSelect
          label={t("members.term")}
          value={term}
          onChange={(event) => setTerm(event.currentTarget.value as TermName)}
          data={terms.map((one) => ({ value: one.name, label: t(`members.terms.${one.name}`) }))}
        />
        <TextInput
          label={t("members.reason")}
          value={reason}
          maxLength={REASON_LENGTH}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
    </ConfirmDialog>
  );
}

/** Who cannot write here now, for those who may know all of it. */
export function useMutes(about: Conversation): ReadonlyMap<AccountId, Sanction> {
  const { api } = useWorkspace();
  const { data } = useQuery({
    queryKey: ["members", about.id, "mutes"],
    queryFn: () => api.mutes(about.id),
    enabled: maySeeSanctions(about),
  });
  return new Map(data?.mutes.map((mute) => [mute.account, mute]));
}

/** Who is kept out, with the way to let them in again; nothing where nobody is. */
export function Banned({ about }: { about: Conversation }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const person = usePeople();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ["members", about.id, "bans"],
    queryFn: () => api.bans(about.id),
    enabled: maySeeSanctions(about),
  });
  const lift = useMutation({
    mutationFn: (account: AccountId) => api.unban(about.id, account),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["members", about.id] }),
  });
  if (!data || data.bans.length === 0) return null;
  return (
    <section className={members.part}>
      <h3 className={styles.section}>{t("members.banned")}</h3>
      <ul className={styles.rows}>
        {data.bans.map(({ account, until, reason }) => {
          const name = person(account)?.displayName ?? t("app.somebody");
          const note = [until !== undefined && t("members.bannedUntil", { time: momentName(until) }), reason]
            .filter(Boolean)
            .join(" · ");
          return (
            <li key={account} className={styles.row}>
              <span className={styles.rowText}>
                <bdi className={styles.rowName}>{name}</bdi>
                {note !== "" && (
                  <span className={styles.rowNote} title={note}>
                    {note}
                  </span>
                )}
              </span>
              <Button
                variant="default"
                size="xs"
                aria-label={t("members.unbanName", { name })}
                loading={lift.isPending && lift.variables === account}
                onClick={() => lift.mutate(account)}
              >
                {t("members.unban")}
              </Button>
            </li>
          );
        })}
      </ul>
      <p className={styles.trouble} role="alert">
        {lift.error && t("app.failed", { why: whyNot(t, lift.error) })}
      </p>
    </section>
  );
}
