import { ActionIcon, Button } from "@mantine/core";
import { IconBookmarkOff } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useNaming } from "@/conversation/naming";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { aVisit, placeOf } from "@/shell/places";
import type { Message } from "@/wire/wire";
import { MessageLine } from "./MessageLine";
import styles from "./MessagePane.module.css";

/** What one has marked for oneself, wherever it was said. */
export default function SavedMessages({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api, saved } = useWorkspace();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["saved"],
    queryFn: ({ pageParam }) => api.saved(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  useSyncExternalStore(saved.subscribe, () => saved.version);
  const messages = data?.pages.flatMap((page) => page.saved.map(({ message }) => message));
  const shown = messages?.filter((message) => saved.has(message));
  return (
    <Dialog title={t("saved.title")} size={560} onClose={onClose}>
      <div className={dialog.scroll} tabIndex={-1}>
        {!data && !error && <span role="status" aria-label={t("saved.loading")} className={dialog.bone} />}
        {error && !data && <p className={dialog.trouble}>{t("saved.failed")}</p>}
        {shown?.length === 0 && !hasNextPage && <p className={dialog.text}>{t("saved.none")}</p>}
        <ul className={styles.rows}>
          {shown?.map((message) => (
            <SavedMessage key={`${message.conversation}/${message.seq}`} message={message} />
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

function SavedMessage({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { store, saved } = useWorkspace();
  const navigate = useNavigate();
  const nameOf = useNaming();
  const { conversation, seq } = message;
  const about = store.conversation(conversation)?.about;
  return (
    <MessageLine
      message={message}
      {...(about && { place: nameOf(about) })}
      onOpen={() => void navigate(placeOf(conversation, seq), { replace: true, state: aVisit() })}
    >
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        className={styles.tool}
        aria-label={t("messages.unsave")}
        title={t("messages.unsave")}
        onClick={() => saved.set(message, false)}
      >
        <IconBookmarkOff size={16} stroke={1.8} aria-hidden />
      </ActionIcon>
    </MessageLine>
  );
}
