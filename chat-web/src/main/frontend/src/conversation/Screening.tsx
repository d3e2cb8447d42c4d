import { Button, NativeSelect, NumberInput, Switch, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/message/useNames";
import { Dialog } from "@/shell/Dialog";
import { usePeople, useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";
import { useGoTo } from "@/shell/places";
import { reason as whyNot } from "@/shell/problems";
import type { FlaggedItem, HeldItem, Rule, RuleKind, RuleWish, Verdict } from "@/wire/Api";
import type { Conversation } from "@/wire/wire";
import { mayDescribe } from "./rights";

const kinds: readonly RuleKind[] = ["words", "patterns", "links", "repeats", "classifier"];
const verdicts: readonly Verdict[] = ["flag", "hold", "refuse"];
const NAME_LENGTH = 100;
const WORDS_LENGTH = 500;

interface Props {
  about: Conversation;
}

/** What rules hold back and note here, and the rules themselves; for those who moderate. */
export function ScreeningDialog({ about, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("screening.title")} size={620} onClose={onClose}>
      <Held about={about} />
      <Flagged about={about} onShow={onClose} />
      <Rules about={about} />
      <Trial about={about} />
    </Dialog>
  );
}

/** What the lists of a conversation are known by; all of them are looked at again when one was changed. */
function useLists({ id }: Conversation) {
  const queries = useQueryClient();
  return {
    key: (list: string) => ["screening", id, list],
    again: () => queries.invalidateQueries({ queryKey: ["screening", id] }),
  };
}

function Trouble({ failure }: { failure: unknown }) {
  const { t } = useTranslation();
  return (
    <p className={styles.trouble} role="alert">
      {failure ? t("app.failed", { why: whyNot(t, failure) }) : null}
    </p>
  );
}

function Words({ item }: { item: HeldItem }) {
  const { t } = useTranslation();
  const wordsOf = useWords();
  const name = usePeople()(item.sender)?.displayName ?? t("app.somebody");
  return (
    <span className={styles.rowText}>
      <bdi className={styles.rowName}>{[wordsOf(item.body), ...(item.options ?? [])].join(" · ")}</bdi>
      <span className={styles.rowNote}>{t("screening.by", { name, rule: item.rule })}</span>
    </span>
  );
}

function Held({ about }: Props) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { key } = useLists(about);
  const { data } = useQuery({
    queryKey: [...key("held"), about.held],
    queryFn: () => api.held(about.id),
  });
  return (
    <section>
      <h3 className={styles.section}>{t("screening.held")}</h3>
      {data?.held.length === 0 && <p className={styles.text}>{t("screening.noneHeld")}</p>}
      <ul className={styles.rows}>
        {data?.held.map((item) => (
          <HeldRow key={item.number} about={about} item={item} />
        ))}
      </ul>
    </section>
  );
}

function HeldRow({ about, item }: Props & { item: HeldItem }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { again } = useLists(about);
  const name = usePeople()(item.sender)?.displayName ?? t("app.somebody");
  const [dropping, setDropping] = useState(false);
  const [why, setWhy] = useState("");
  const decide = useMutation<unknown, unknown, boolean>({
    mutationFn: (post) =>
      post
        ? api.release(about.id, item.number)
        : api.drop(about.id, item.number, why.trim() === "" ? undefined : why.trim()),
    onSettled: again,
  });
  return (
    <li className={`${styles.row} ${styles.wraps}`}>
      <Words item={item} />
      {dropping && (
        <TextInput
          data-autofocus
          label={t("screening.dropReason", { name })}
          value={why}
          maxLength={WORDS_LENGTH}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
      )}
      <Button
        size="xs"
        variant="default"
        aria-label={t("screening.dropName", { name })}
        disabled={decide.isPending}
        onClick={() => (dropping ? decide.mutate(false) : setDropping(true))}
      >
        {t("screening.drop")}
      </Button>
      <Button
        size="xs"
        aria-label={t("screening.releaseName", { name })}
        disabled={decide.isPending}
        onClick={() => decide.mutate(true)}
      >
        {t("screening.release")}
      </Button>
      {decide.error !== null && <Trouble failure={decide.error} />}
    </li>
  );
}

/** What was posted and is to be looked at; nothing where there is none. */
function Flagged({ about, onShow }: Props & { onShow: () => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { key, again } = useLists(about);
  const person = usePeople();
  const goTo = useGoTo();
  const { data } = useQuery({ queryKey: key("flagged"), queryFn: () => api.flagged(about.id) });
  const see = useMutation({
    mutationFn: ({ number }: FlaggedItem) => api.seeFlagged(about.id, number),
    onSettled: again,
  });
  if (!data || data.flagged.length === 0) return null;
  return (
    <section>
      <h3 className={styles.section}>{t("screening.flagged")}</h3>
      <ul className={styles.rows}>
        {data.flagged.map((item) => (
          <li key={item.number} className={`${styles.row} ${styles.wraps}`}>
            <Words item={item} />
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                onShow();
                goTo(about.id, item.seq);
              }}
            >
              {t("screening.show")}
            </Button>
            <Button
              size="xs"
              variant="default"
              aria-label={t("screening.seenName", {
                name: person(item.sender)?.displayName ?? t("app.somebody"),
              })}
              disabled={see.isPending}
              onClick={() => see.mutate(item)}
            >
              {t("screening.seen")}
            </Button>
          </li>
        ))}
      </ul>
      <Trouble failure={see.error} />
    </section>
  );
}

function Rules({ about }: Props) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { key, again } = useLists(about);
  const may = mayDescribe(about);
  const [open, setOpen] = useState<Rule | "new">();
  const { data } = useQuery({ queryKey: key("rules"), queryFn: () => api.rules(about.id) });
  const remove = useMutation({
    mutationFn: (rule: Rule) => api.removeRule(about.id, rule.id),
    onSettled: again,
  });
  return (
    <section>
      <h3 className={styles.section}>{t("screening.rules")}</h3>
      <p className={styles.text}>{t(data?.rules.length === 0 ? "screening.noRules" : "screening.text")}</p>
      <ul className={styles.rows}>
        {data?.rules.map((rule) => (
          <li key={rule.id} className={`${styles.row} ${styles.wraps}`}>
            <span className={styles.rowText}>
              <bdi className={styles.rowName}>{rule.name}</bdi>
              <span className={styles.rowNote}>
                {[t(`screening.kinds.${rule.kind}`), t(`screening.verdicts.${rule.verdict}`)].join(" · ")}
              </span>
            </span>
            {may && (
              <>
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
      <Trouble failure={remove.error} />
      {may && open === undefined && (
        <Button size="xs" variant="default" onClick={() => setOpen("new")}>
          {t("screening.add")}
        </Button>
      )}
      {open !== undefined && (
        <RuleForm
          key={open === "new" ? "new" : open.id}
          about={about}
          {...(open !== "new" && { rule: open })}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}

/** A rule to be, or one that is to be another. */
function RuleForm({ about, rule, onClose }: Props & { rule?: Rule; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { again } = useLists(about);
  const [wish, setWish] = useState<RuleWish>(
    rule ?? { kind: "words", verdict: "hold", name: "", words: "", most: 3, seconds: 60 },
  );
  const [terms, setTerms] = useState((rule?.terms ?? []).join("\n"));
  const set = (change: Partial<RuleWish>) => setWish((before) => ({ ...before, ...change }));
  const save = useMutation({
    mutationFn: () => {
      const lines = terms.split("\n").filter((line) => line.trim() !== "");
      const whole = { ...wish, terms: wish.kind === "repeats" ? [] : lines };
      return rule ? api.replaceRule(about.id, rule.id, whole) : api.addRule(about.id, whole);
    },
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

/** Says what would become of a text, and by which rule; nothing is posted. */
function Trial({ about }: Props) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const [text, setText] = useState("");
  const look = useMutation({ mutationFn: () => api.tryRules(about.id, text) });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        look.mutate();
      }}
    >
      <h3 className={styles.section}>{t("screening.try")}</h3>
      <TextInput
        aria-label={t("screening.try")}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          look.reset();
        }}
      />
      <p className={styles.text} role="status">
        {look.data &&
          (look.data.name === undefined
            ? t("screening.verdicts.allow")
            : t("screening.outcome", {
                what: t(`screening.verdicts.${look.data.verdict}`),
                rule: look.data.name,
              }))}
      </p>
      <Trouble failure={look.error} />
      <div className={styles.foot}>
        <Button type="submit" variant="default" disabled={text.trim() === ""} loading={look.isPending}>
          {t("screening.tryDo")}
        </Button>
      </div>
    </form>
  );
}
