import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { usePeople, useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { fullTime, momentName } from "@/shell/times";
import { usePlaceName } from "./words";
import styles from "./Reports.module.css";

/** What became of what one has reported. */
export function MyReports() {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const person = usePeople();
  const placeOf = usePlaceName();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["reports"],
    queryFn: ({ pageParam }) => api.reports(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const reports = data?.pages.flatMap((page) => page.reports);
  return (
    <>
      {!data && !error && <span role="status" aria-label={t("cases.loading")} className={dialog.bone} />}
      {error && !data && <p className={dialog.trouble}>{t("cases.failed")}</p>}
      {reports?.length === 0 && <p className={dialog.text}>{t("cases.noReports")}</p>}
      <ul className={styles.list}>
        {reports?.map((report) => {
          const place = placeOf(report);
          return (
            <li key={report.id} className={styles.card}>
              <p className={styles.head}>
                <bdi className={styles.name}>{person(report.account)?.displayName ?? t("app.somebody")}</bdi>
                {place !== undefined && <bdi>{place}</bdi>}
                <time dateTime={report.at} title={fullTime(report.at)}>
                  {momentName(report.at)}
                </time>
              </p>
              <p className={styles.words}>
                {t(`report.reasons.${report.reason}`)} · <strong>{t(`cases.states.${report.state}`)}</strong>
              </p>
              {report.text !== undefined && <p className={styles.quote}>{report.text}</p>}
            </li>
          );
        })}
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
