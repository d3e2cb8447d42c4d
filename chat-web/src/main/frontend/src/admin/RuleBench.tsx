import { Button, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Trouble } from "@/shell/Trouble";
import type { RuleWish } from "@/wire/Api";
import type { RuleTest } from "./AdminApi";
import { piecesOf } from "./passages";
import { useAdminApi } from "./useAdmin";
import admin from "./Admin.module.css";
import styles from "./Panel.module.css";

const tones = {
  allow: "good",
  flag: "warn",
  warn: "warn",
  redact: "warn",
  hold: "danger",
  refuse: "danger",
} as const;

/** A rule can be tried before it is called anything; what it is called does nothing. */
const NAMELESS = "-";

/** What the organization's rules would do with a text, and where they find what; or one rule alone that is not set yet. */
export function RuleBench({ rule }: { rule?: RuleWish }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const [text, setText] = useState("");
  const asked = {
    text,
    ...(rule && { rule: { ...rule, name: rule.name || NAMELESS, words: rule.words || NAMELESS } }),
  };
  const look = useMutation({ mutationFn: (wish: typeof asked) => api.testRules(wish) });
  // What was said of another text, or of the rule as it was, is said no longer
  const isOfThis = JSON.stringify(look.variables) === JSON.stringify(asked);
  return (
    <section className={admin.form}>
      {rule && <h3 className={styles.heading}>{t("bench.draft")}</h3>}
      <Textarea
        label={t("bench.sample")}
        value={text}
        autosize
        minRows={2}
        maxRows={12}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={admin.actions}>
        <Button
          variant="default"
          size="xs"
          disabled={text.trim() === ""}
          loading={look.isPending}
          onClick={() => look.mutate(asked)}
        >
          {t("bench.try")}
        </Button>
      </div>
      <div role="status">{isOfThis && look.data && <Outcome text={text} test={look.data} />}</div>
      <Trouble failure={isOfThis ? look.error : null} />
    </section>
  );
}

function Outcome({ text, test }: { text: string; test: RuleTest }) {
  const { t } = useTranslation("admin");
  const found = test.rules.flatMap(({ matches }) => matches);
  return (
    <div className={admin.form}>
      <div>
        <span className={admin.badge} data-tone={tones[test.verdict]}>
          {t(`bench.verdicts.${test.verdict}`)}
        </span>
      </div>
      {found.length > 0 && (
        <div>
          <p className={admin.blockTitle}>{t("bench.where")}</p>
          <p className={admin.quote} dir="auto">
            {piecesOf(text, found).map((piece, place) =>
              piece.found ? <mark key={place}>{piece.text}</mark> : piece.text,
            )}
          </p>
        </div>
      )}
      {test.text !== undefined && test.text !== text && (
        <div>
          <p className={admin.blockTitle}>{t("bench.posted")}</p>
          <p className={admin.quote} dir="auto">
            {test.text}
          </p>
        </div>
      )}
      <div>
        <p className={admin.blockTitle}>{t("bench.met")}</p>
        {test.rules.length === 0 && <p className={admin.note}>{t("bench.none")}</p>}
        <ul className={admin.list}>
          {test.rules.map((met, place) => (
            <Met key={place} met={met} text={text} />
          ))}
        </ul>
      </div>
    </div>
  );
}

function Met({ met, text }: { met: RuleTest["rules"][number]; text: string }) {
  const { t } = useTranslation("admin");
  const { t: words } = useTranslation();
  return (
    <li className={admin.block}>
      <p className={admin.blockTitle}>
        <bdi>{met.rule === undefined ? t("bench.this") : met.name}</bdi>
      </p>
      <p className={admin.note}>
        {[words(`screening.kinds.${met.kind}`), words(`screening.verdicts.${met.verdict}`)].join(" · ")}
      </p>
      {met.matches.length > 0 && (
        <p className={admin.note}>
          {t("bench.found")}{" "}
          {met.matches.map(({ from, to }) => (
            <bdi key={from} className={admin.found}>
              {text.slice(from, to)}
            </bdi>
          ))}
        </p>
      )}
    </li>
  );
}
