import { Button, Textarea } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { reason } from "@/shell/problems";
import { fullTime, momentName } from "@/shell/times";
import type { OwnDecision } from "@/wire/wire";
import { decisionWords, usePlaceName } from "./words";
import styles from "./Reports.module.css";

const APPEAL_LENGTH = 2000;

/** What was decided about oneself, and what one has to say against it. */
export function AboutMe() {
  const { t } = useTranslation();
  const { api, moderation } = useWorkspace();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["decisions"],
    queryFn: ({ pageParam }) => api.decisions(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  useEffect(() => {
    if (data) moderation.looked();
  }, [data, moderation]);
  const decisions = data?.pages.flatMap((page) => page.decisions);
  return (
    <>
      {!data && !error && <span role="status" aria-label={t("cases.loading")} className={dialog.bone} />}
      {error && !data && <p className={dialog.trouble}>{t("cases.failed")}</p>}
      {decisions?.length === 0 && <p className={dialog.text}>{t("cases.noDecisions")}</p>}
      <ul className={styles.list}>
        {decisions?.map((decision) => (
          <Decided key={decision.id} about={decision} />
        ))}
      </ul>
      {hasNextPage && (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t("cases.more")}
        </Button>
      )}
    </>
  );
}

function Decided({ about }: { about: OwnDecision }) {
  const { t } = useTranslation();
  const placeOf = usePlaceName();
  const place = placeOf(about);
  const [now] = useState(Date.now);
  const { at, why, words, appeal, appealUntil, reversed, answer } = about;
  return (
    <li className={styles.card}>
      <p className={styles.head}>
        <span className={styles.name}>{decisionWords(t, about)}</span>
        {place !== undefined && <bdi>{place}</bdi>}
        <time dateTime={at} title={fullTime(at)}>
          {momentName(at)}
        </time>
      </p>
      {words !== undefined && <blockquote className={styles.quote}>{words}</blockquote>}
      {why !== undefined && <p className={styles.words}>{t("cases.why", { why })}</p>}
      {appeal !== undefined && (
        <>
          <p className={styles.words}>
            {t("cases.appealed")}{" "}
            <strong>
              {t(
                reversed === undefined
                  ? "cases.appealOpen"
                  : reversed
                    ? "cases.appealWon"
                    : "cases.appealLost",
              )}
            </strong>
          </p>
          <blockquote className={styles.quote}>{appeal}</blockquote>
          {answer !== undefined && <p className={styles.words}>{t("cases.why", { why: answer })}</p>}
        </>
      )}
      {appealUntil !== undefined && Date.parse(appealUntil) > now && (
        <Appealing id={about.id} until={appealUntil} />
      )}
    </li>
  );
}

function Appealing({ id, until }: { id: number; until: string }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const appeal = useMutation({
    mutationFn: () => api.appeal(id, text.trim()),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["decisions"] }),
  });
  if (!open) {
    return (
      <div className={styles.foot}>
        <Button variant="default" size="xs" onClick={() => setOpen(true)}>
          {t("cases.appeal")}
        </Button>
      </div>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") appeal.mutate();
      }}
    >
      <Textarea
        label={t("cases.appealWords")}
        description={t("cases.appealHint", { until: momentName(until) })}
        value={text}
        maxLength={APPEAL_LENGTH}
        autosize
        minRows={3}
        maxRows={8}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className={dialog.trouble} role="alert">
        {appeal.error && t("app.failed", { why: reason(t, appeal.error) })}
      </p>
      <div className={styles.foot}>
        <Button variant="default" size="xs" onClick={() => setOpen(false)}>
          {t("app.cancel")}
        </Button>
        <Button size="xs" type="submit" disabled={text.trim() === ""} loading={appeal.isPending}>
          {t("cases.appealDo")}
        </Button>
      </div>
    </form>
  );
}
