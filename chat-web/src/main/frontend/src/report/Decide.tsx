import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { terms, type TermName } from "@/conversation/sanctions";
import { useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { reason as whyNot } from "@/shell/problems";
import type { ReportCase, RuledDecision } from "@/wire/Api";
import styles from "./Reports.module.css";

const REASON_LENGTH = 500;

/** A sanction of a case has an end. */
const ends = terms.filter(({ ms }) => ms !== undefined);

interface Props {
  about: ReportCase;
  onDone: () => Promise<void>;
  /** What else one may do. */
  children: ReactNode;
}

/** What can be decided about it. Who is reported is muted or banned where they said it; elsewhere by hand. */
function decisionsFor({ seq, direct }: ReportCase): readonly RuledDecision[] {
  if (seq === undefined) return ["dismiss", "warn"];
  return direct ? ["dismiss", "warn", "remove"] : ["dismiss", "warn", "remove", "mute", "ban"];
}

/** Decides for the first time. */
export function Decide({ about, onDone, children }: Props) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const [decision, setDecision] = useState<RuledDecision>("dismiss");
  const [term, setTerm] = useState<TermName>("day");
  const [why, setWhy] = useState("");
  const sanctions = decision === "mute" || decision === "ban";
  const needsWhy = decision !== "dismiss";
  const decide = useMutation({
    mutationFn: () => {
      const ms = ends.find(({ name }) => name === term)!.ms!;
      return api.decideCase(about.id, {
        decision,
        ...(why.trim() !== "" && { why: why.trim() }),
        ...(sanctions && { until: new Date(Date.now() + ms).toISOString() }),
      });
    },
    onSuccess: onDone,
  });
  const escalate = useMutation({
    mutationFn: () => api.escalateCase(about.id, why.trim()),
    onSuccess: onDone,
  });
  const failure = decide.error ?? escalate.error;
  return (
    <form
      className={dialog.form}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate();
      }}
    >
      <NativeSelect
        label={t("cases.decision")}
        value={decision}
        onChange={(event) => setDecision(event.currentTarget.value as RuledDecision)}
        data={decisionsFor(about).map((value) => ({ value, label: t(`cases.decisions.${value}`) }))}
      />
      {sanctions && (
        <NativeSelect
          label={t("members.term")}
          value={term}
          onChange={(event) => setTerm(event.currentTarget.value as TermName)}
          data={ends.map(({ name }) => ({ value: name, label: t(`members.terms.${name}`) }))}
        />
      )}
      <TextInput
        label={t(needsWhy ? "cases.reason" : "cases.reasonOptional")}
        value={why}
        maxLength={REASON_LENGTH}
        required={needsWhy}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <p className={dialog.trouble} role="alert">
        {failure && t("app.failed", { why: whyNot(t, failure) })}
      </p>
      <div className={styles.foot}>
        {children}
        {about.level === "conversation" && (
          <Button variant="default" loading={escalate.isPending} onClick={() => escalate.mutate()}>
            {t("cases.escalate")}
          </Button>
        )}
        <Button
          type="submit"
          color={needsWhy ? "red" : "blue"}
          disabled={needsWhy && why.trim() === ""}
          loading={decide.isPending}
        >
          {t("cases.decide")}
        </Button>
      </div>
    </form>
  );
}

/** Decides about an appeal. */
export function Answer({ about, onDone, children }: Props) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const [why, setWhy] = useState("");
  const answer = useMutation({
    mutationFn: (reversed: boolean) => api.answerAppeal(about.id, reversed, why.trim()),
    onSuccess: onDone,
  });
  return (
    <div className={dialog.form}>
      <TextInput
        label={t("cases.reasonOptional")}
        value={why}
        maxLength={REASON_LENGTH}
        onChange={(event) => setWhy(event.currentTarget.value)}
      />
      <p className={dialog.trouble} role="alert">
        {answer.error && t("app.failed", { why: whyNot(t, answer.error) })}
      </p>
      <div className={styles.foot}>
        {children}
        <Button variant="default" loading={answer.isPending} onClick={() => answer.mutate(false)}>
          {t("cases.uphold")}
        </Button>
        <Button loading={answer.isPending} onClick={() => answer.mutate(true)}>
          {t("cases.reverse")}
        </Button>
      </div>
    </div>
  );
}
