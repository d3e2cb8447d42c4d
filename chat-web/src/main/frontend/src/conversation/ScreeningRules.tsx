import { Button, NativeSelect, NumberInput, Switch, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import styles from "@/shell/dialogs.module.css";
import { Trouble } from "@/shell/Trouble";
import type { Rule, RuleKind, RuleWish, Verdict } from "@/wire/Api";

const kinds: readonly RuleKind[] = ["words", "patterns", "links", "numbers", "repeats", "classifier"];
const verdicts: readonly Verdict[] = ["flag", "warn", "redact", "hold", "refuse"];
const NAME_LENGTH = 100;
const WORDS_LENGTH = 500;

/** Where rules hold: in a conversation, or in all of an organization. */
export interface RulePlace {
  key: readonly unknown[];
  list: () => Promise<{ rules: Rule[] }>;
  add: (wish: RuleWish) => Promise<Rule>;
  replace: (rule: number, wish: RuleWish) => Promise<Rule>;
  remove: (rule: number) => Promise<void>;
  /** Switches a rule off or, if it is, on, where that can be done. */
  turn?: (rule: Rule) => Promise<Rule>;
  /** Tries a rule out that is not set yet, where that can be done. */
  bench?: (wish: RuleWish) => ReactNode;
}

interface Props {
  place: RulePlace;
  /** Whether one may change them. */
  may: boolean;
  title: string;
  /** What there is to be said where there are none. */
  none: string;
}

function useAgain({ key }: RulePlace): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: key });
}

/** The rules by which messages are judged somewhere. */
export function Rules({ place, may, title, none }: Props) {
  const { t } = useTranslation();
  const again = useAgain(place);
  const [open, setOpen] = useState<Rule | "new">();
  const { data } = useQuery({ queryKey: place.key, queryFn: place.list });
  const remove = useMutation({
    mutationFn: (rule: Rule) => place.remove(rule.id),
    onSettled: again,
  });
  const turn = useMutation({
    mutationFn: async (rule: Rule) => place.turn?.(rule),
    onSettled: again,
  });
  return (
    <section>
      <h3 className={styles.section}>{title}</h3>
      <p className={styles.text}>{data?.rules.length === 0 ? none : t("screening.text")}</p>
      <ul className={styles.rows}>
        {data?.rules.map((rule) => (
          <li key={rule.id} className={`${styles.row} ${styles.wraps}`}>
            <span className={styles.rowText}>
              <bdi className={styles.rowName}>{rule.name}</bdi>
              <span className={styles.rowNote}>
                {[
                  ...(rule.off ? [t("screening.isOff")] : []),
                  t(`screening.kinds.${rule.kind}`),
                  t(`screening.verdicts.${rule.verdict}`),
                ].join(" · ")}
              </span>
            </span>
            {may && (
              <>
                {place.turn && (
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t(rule.off ? "screening.onName" : "screening.offName", { name: rule.name })}
                    disabled={turn.isPending}
                    onClick={() => turn.mutate(rule)}
                  >
                    {t(rule.off ? "screening.on" : "screening.off")}
                  </Button>
                )}
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t("screening.changeName", { name: rule.name })}
                  onClick={() => setOpen(rule)}
                >
                  {t("screening.change")}
                </Button>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t("screening.removeName", { name: rule.name })}
                  disabled={remove.isPending}
                  onClick={() => remove.mutate(rule)}
                >
                  {t("screening.remove")}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
      <Trouble failure={remove.error ?? turn.error} />
      {may && open === undefined && (
        <Button size="xs" variant="default" onClick={() => setOpen("new")}>
          {t("screening.add")}
        </Button>
      )}
      {open !== undefined && (
        <RuleForm
          key={open === "new" ? "new" : open.id}
          place={place}
          {...(open !== "new" && { rule: open })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}

/** A rule to be, or one that is to be another. */
function RuleForm({ place, rule, onClose }: { place: RulePlace; rule?: Rule; onClose: () => void }) {
  const { t } = useTranslation();
  const again = useAgain(place);
  const [wish, setWish] = useState<RuleWish>(
    rule ?? { kind: "words", verdict: "hold", name: "", words: "", most: 3, seconds: 60 },
  );
  const [terms, setTerms] = useState((rule?.terms ?? []).join("\n"));
  const set = (change: Partial<RuleWish>) => setWish((before) => ({ ...before, ...change }));
  const lines = terms.split("\n").filter((line) => line.trim() !== "");
  const whole = { ...wish, terms: wish.kind === "repeats" ? [] : lines };
  const save = useMutation({
    mutationFn: () => (rule ? place.replace(rule.id, whole) : place.add(whole)),
    onSuccess: () => {
      onClose();
      return again();
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <NativeSelect
        label={t("screening.kind")}
        value={wish.kind}
        onChange={(event) => set({ kind: event.currentTarget.value as RuleKind })}
        data={kinds.map((value) => ({ value, label: t(`screening.kinds.${value}`) }))}
      />
      {wish.kind !== "repeats" && (
        <Textarea
          label={t(`screening.terms.${wish.kind}`)}
          value={terms}
          autosize
          minRows={2}
          maxRows={8}
          onChange={(event) => setTerms(event.currentTarget.value)}
        />
      )}
      {wish.kind === "links" && (
        <Switch
          label={t("screening.others")}
          checked={wish.others ?? false}
          onChange={(event) => set({ others: event.currentTarget.checked })}
        />
      )}
      {wish.kind === "repeats" && (
        <>
          <NumberInput
            label={t("screening.most")}
            min={1}
            max={31}
            hideControls
            value={wish.most ?? 3}
            onChange={(value) => set({ most: Number(value) })}
          />
          <NumberInput
            label={t("screening.seconds")}
            min={1}
            max={3600}
            hideControls
            value={wish.seconds ?? 60}
            onChange={(value) => set({ seconds: Number(value) })}
          />
        </>
      )}
      {wish.kind === "classifier" && (
        <Switch
          label={t("screening.unasked")}
          checked={wish.unasked ?? false}
          onChange={(event) => set({ unasked: event.currentTarget.checked })}
        />
      )}
      <NativeSelect
        label={t("screening.verdict")}
        value={wish.verdict}
        onChange={(event) => set({ verdict: event.currentTarget.value as Verdict })}
        data={verdicts.map((value) => ({ value, label: t(`screening.verdicts.${value}`) }))}
      />
      <TextInput
        label={t("screening.name")}
        value={wish.name}
        maxLength={NAME_LENGTH}
        required
        withAsterisk={false}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TextInput
        label={t("screening.words")}
        value={wish.words}
        maxLength={WORDS_LENGTH}
        required
        withAsterisk={false}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
      {place.bench?.(whole)}
      <Trouble failure={save.error} />
      <div className={styles.foot}>
        <Button variant="default" onClick={onClose}>
          {t("app.cancel")}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t("screening.save")}
        </Button>
      </div>
    </form>
  );
}
