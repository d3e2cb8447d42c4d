import { Button, NativeSelect } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fullTime } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import { csv, keepFile } from "./csv";
import { More } from "./More";
import { useNumbers } from "./numbers";
import { useAdminApi } from "./useAdmin";
import admin from "./Admin.module.css";

const FILE_PAGE = 200;

/** How many have agreed to the terms in force, and who has or has not. */
export function TermsAnswers({ version }: { version: number }) {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const api = useAdminApi();
  const [agreed, setAgreed] = useState(false);
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["admin", "terms", version, agreed],
    queryFn: ({ pageParam }) => api.termsAnswers(agreed, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const save = useMutation({
    mutationFn: async () => {
      const lines = [[t("terms.account"), t("terms.username"), t("terms.person"), t("terms.agreedAt")]];
      let after: number | undefined = 0;
      while (after !== undefined) {
        const page = await api.termsAnswers(agreed, after, FILE_PAGE);
        for (const { account, username, displayName, agreed: at = "" } of page.people)
          lines.push([String(account), username, displayName, at]);
        after = page.next;
      }
      keepFile(`terms-${version}-${agreed ? "agreed" : "not-agreed"}.csv`, csv(lines));
    },
  });
  const first = data?.pages[0];
  return (
    <>
      {first && (
        <p role="status">{t("terms.tally", { agreed: number(first.agreed), asked: number(first.asked) })}</p>
      )}
      <div className={admin.actions}>
        <NativeSelect
          size="xs"
          aria-label={t("terms.who")}
          value={String(agreed)}
          onChange={(event) => setAgreed(event.currentTarget.value === "true")}
          data={[
            { value: "false", label: t("terms.haveNot") },
            { value: "true", label: t("terms.have") },
          ]}
        />
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={15} aria-hidden />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          CSV
        </Button>
      </div>
      {first?.people.length === 0 && <p className={admin.note}>{t("terms.nobody")}</p>}
      <ul className={admin.list} aria-label={t("terms.who")}>
        {data?.pages
          .flatMap(({ people }) => people)
          .map(({ account, username, displayName, agreed: at }) => (
            <li key={account} className={admin.item}>
              <span className={admin.text}>
                <bdi>{displayName}</bdi>
                <span className={admin.faint}>
                  <bdi>{username}</bdi>
                </span>
              </span>
              {at !== undefined && <time dateTime={at}>{fullTime(at)}</time>}
            </li>
          ))}
      </ul>
      <More onMore={hasNextPage ? () => void fetchNextPage() : undefined} loading={isFetchingNextPage} />
      <Trouble failure={save.error ?? (data ? undefined : error)} />
    </>
  );
}
