import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { reason } from "@/shell/problems";
import { fullTime, momentName } from "@/shell/times";
import type { Message } from "@/wire/wire";
import { MessageText } from "./MessageText";
import styles from "./asked.module.css";

const nothing = () => undefined;

/** What a message said before, and what it says now. */
export function VersionsDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { conversation, seq, rev } = message;
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["versions", conversation, seq, rev],
    queryFn: ({ pageParam }) => api.versions(conversation, seq, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
  });
  const versions = data?.pages.flatMap((page) => page.versions);
  return (
    <Dialog title={t("versions.title")} size={560} onClose={onClose}>
      <div className={dialog.scroll} tabIndex={0} role="region" aria-label={t("versions.title")}>
        {!data && !error && <span role="status" aria-label={t("versions.loading")} className={dialog.bone} />}
        {error && !data && <p className={dialog.trouble}>{t("app.failed", { why: reason(t, error) })}</p>}
        <ol className={styles.versions}>
          {versions?.map(({ at, body, format }) => (
            <li key={at}>
              <time dateTime={at} title={fullTime(at)}>
                {momentName(at)}
              </time>
              <MessageText body={body} format={format} whole onWhole={nothing} />
            </li>
          ))}
          {versions && !hasNextPage && (
            <li>
              <time dateTime={message.edited} title={message.edited && fullTime(message.edited)}>
                {t("versions.now")}
              </time>
              <MessageText body={message.body} format={message.format} whole onWhole={nothing} />
            </li>
          )}
        </ol>
        {hasNextPage && (
          <Button
            variant="default"
            size="xs"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t("versions.more")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
