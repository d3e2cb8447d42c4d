import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/message/useNames";
import { Dialog } from "@/shell/Dialog";
import { usePeople, useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";
import { useGoTo } from "@/shell/places";
import { Trouble } from "@/shell/Trouble";
import type { Api, FlaggedItem, HeldItem } from "@/wire/Api";
import type { Conversation, ConversationId } from "@/wire/wire";
import { mayDescribe } from "./rights";
import { Rules, type RulePlace } from "./ScreeningRules";

const WORDS_LENGTH = 500;

interface Props {
  about: Conversation;
}

/** What rules hold back and note here, and the rules themselves; for those who moderate. */
export function ScreeningDialog({ about, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  return (
    <Dialog title={t("screening.title")} size={620} onClose={onClose}>
      <Held about={about} />
      <Flagged about={about} onShow={onClose} />
      <Rules
        place={rulesOf(about.id, api)}
        may={mayDescribe(about)}
        title={t("screening.rules")}
        none={t("screening.noRules")}
      />
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

function rulesOf(id: ConversationId, api: Api): RulePlace {
  return {
    key: ["screening", id, "rules"],
    list: () => api.rules(id),
    add: (wish) => api.addRule(id, wish),
    replace: (rule, wish) => api.replaceRule(id, rule, wish),
    remove: (rule) => api.removeRule(id, rule),
  };
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
