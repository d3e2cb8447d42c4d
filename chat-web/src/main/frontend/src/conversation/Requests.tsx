import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { usePeople, useWorkspace } from "@/shell/context";
import dialogs from "@/shell/dialogs.module.css";
import { reason } from "@/shell/problems";
import type { AccountId, Conversation } from "@/wire/wire";
import members from "./Members.module.css";
import styles from "./Requests.module.css";

/** Who wants to join, for those who may answer; nothing where nobody does. */
export function Requests({ about }: { about: Conversation }) {
  return about.waiting === undefined ? null : <Waiting about={about} />;
}

function Waiting({ about }: { about: Conversation }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const person = usePeople();
  const queries = useQueryClient();
  const { data } = useQuery({
    queryKey: ["members", about.id, "requests", about.waiting],
    queryFn: () => api.requests(about.id),
  });
  const answer = useMutation({
    mutationFn: ({ account, accepted }: { account: AccountId; accepted: boolean }) =>
      api.answerRequest(about.id, account, accepted),
    onSettled: () => queries.invalidateQueries({ queryKey: ["members", about.id] }),
  });
  if (!data || data.requests.length === 0) return null;
  return (
    <section className={members.part}>
      <h3 className={dialogs.section}>{t("requests.title")}</h3>
      <ul className={dialogs.rows}>
        {data.requests.map(({ account, text }) => {
          const name = person(account)?.displayName ?? t("app.somebody");
          return (
            <li key={account} className={styles.row}>
              <bdi className={dialogs.rowName}>{name}</bdi>
              {text !== undefined && (
                <p className={styles.text} dir="auto">
                  {text}
                </p>
              )}
              <div className={styles.answers}>
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t("requests.refuseName", { name })}
                  disabled={answer.isPending}
                  onClick={() => answer.mutate({ account, accepted: false })}
                >
                  {t("requests.refuse")}
                </Button>
                <Button
                  size="xs"
                  aria-label={t("requests.acceptName", { name })}
                  disabled={answer.isPending}
                  onClick={() => answer.mutate({ account, accepted: true })}
                >
                  {t("requests.accept")}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      <p className={dialogs.trouble} role="alert">
        {answer.error && t("app.failed", { why: reason(t, answer.error) })}
      </p>
    </section>
  );
}
