import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useNaming } from "@/conversation/naming";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { aVisit, placeOf } from "@/shell/places";
import type { FollowedThread } from "@/wire/Api";
import { MessageLine } from "./MessageLine";
import styles from "./MessagePane.module.css";

/** The threads one follows, wherever they are; what was answered last first. */
export default function FollowedThreads({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["threads"],
    queryFn: ({ pageParam }) => api.threads(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const followed = data?.pages.flatMap((page) => page.threads);
  return (
    <Dialog title={t("threads.all")} size={560} onClose={onClose}>
      <div className={dialog.scroll} tabIndex={-1}>
        {!data && !error && <span role="status" aria-label={t("threads.loading")} className={dialog.bone} />}
        {error && !data && <p className={dialog.trouble}>{t("threads.failed")}</p>}
        {followed?.length === 0 && <p className={dialog.text}>{t("threads.noneFollowed")}</p>}
        <ul className={styles.rows}>
          {followed?.map((thread) => (
            <Thread key={`${thread.root.conversation}/${thread.root.seq}`} thread={thread} />
          ))}
        </ul>
        {hasNextPage && (
          <Button
            variant="default"
            size="xs"
            loading={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t("saved.more")}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function Thread({ thread: { root } }: { thread: FollowedThread }) {
  const { t } = useTranslation();
  const { store, threads } = useWorkspace();
  const navigate = useNavigate();
  const nameOf = useNaming();
  const { conversation, seq } = root;
  const unread = useSyncExternalStore(threads.subscribe, () => threads.unreadIn(conversation, seq));
  const about = store.conversation(conversation)?.about;
  return (
    <MessageLine
      message={root}
      {...(about && { place: nameOf(about) })}
      onOpen={() =>
        void navigate(`${placeOf(conversation, seq)}?details=thread-${seq}`, {
          replace: true,
          state: aVisit(),
        })
      }
    >
      <span className={styles.count} data-new={unread > 0 || undefined}>
        {unread > 0
          ? t("messages.new", { count: unread })
          : t("threads.replies", { count: root.replies?.count ?? 0 })}
      </span>
    </MessageLine>
  );
}
