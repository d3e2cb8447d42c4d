import { Button, NativeSelect, UnstyledButton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/message/useNames";
import { usePeople, useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { fullTime, listed, momentName } from "@/shell/times";
import { caseFilters, type CaseFilter, type CaseLine } from "@/wire/Api";
import { CaseView } from "./CaseView";
import { ruledWords, usePlaceName } from "./words";
import styles from "./Reports.module.css";

/** What was reported and one decides about; one of them at a time. */
export function CaseQueue() {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const [filter, setFilter] = useState<CaseFilter>("open");
  const [shown, setShown] = useState<number>();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["cases", filter],
    queryFn: ({ pageParam }) => api.cases(filter, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  if (shown !== undefined) return <CaseView id={shown} onBack={() => setShown(undefined)} />;
  const lines = data?.pages.flatMap((page) => page.cases);
  return (
    <>
      <NativeSelect
        aria-label={t("cases.filter")}
        mb="sm"
        value={filter}
        onChange={(event) => setFilter(event.currentTarget.value as CaseFilter)}
        data={caseFilters.map((value) => ({ value, label: t(`cases.filters.${value}`) }))}
      />
      {!data && !error && <span role="status" aria-label={t("cases.loading")} className={dialog.bone} />}
      {error && !data && <p className={dialog.trouble}>{t("cases.failed")}</p>}
      {lines?.length === 0 && <p className={dialog.text}>{t("cases.none")}</p>}
      <ul className={styles.list}>
        {lines?.map((line) => (
          <li key={line.about.id}>
            <Line line={line} onOpen={() => setShown(line.about.id)} />
          </li>
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

function Line({ line, onOpen }: { line: CaseLine; onOpen: () => void }) {
  const { t } = useTranslation();
  const wordsOf = useWords();
  const { me } = useWorkspace();
  const person = usePeople();
  const placeOf = usePlaceName();
  const { about, reports, reasons, words } = line;
  const taken = about.taken && (about.taken.by === me.id ? t("cases.takenByYou") : t("cases.taken"));
  const state = about.state === "appealed" ? t("cases.isAppealed") : about.decision && ruledWords(t, about);
  return (
    <UnstyledButton className={styles.open} onClick={onOpen}>
      <span className={styles.head}>
        <bdi className={styles.name}>{person(about.account)?.displayName ?? t("app.somebody")}</bdi>
        <bdi>{placeOf(about) ?? t("cases.person")}</bdi>
        <time dateTime={about.at} title={fullTime(about.at)}>
          {momentName(about.at)}
        </time>
      </span>
      {words !== undefined && <bdi className={styles.words}>{wordsOf(words)}</bdi>}
      <span className={styles.head}>
        {[
          t("cases.reports", { count: reports }),
          listed(reasons.map((reason) => t(`report.reasons.${reason}`))),
          state,
          taken,
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </UnstyledButton>
  );
}
