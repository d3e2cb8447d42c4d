import { Button, UnstyledButton } from "@mantine/core";
import { IconAlertCircle, IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shell/Dialog";
import { usePeople, useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { reason } from "@/shell/problems";
import { momentName } from "@/shell/times";
import type { Message } from "@/wire/wire";
import type { MessageRights } from "./tools";
import styles from "./asked.module.css";
import row from "./MessageRow.module.css";

/** That a message wants to be noticed more than others. */
export function PriorityMark({ priority }: { priority: NonNullable<Message["priority"]> }) {
  const { t } = useTranslation();
  const Icon = priority === "urgent" ? IconAlertTriangle : IconAlertCircle;
  return (
    <p className={row.priority} data-priority={priority}>
      <Icon size={13} stroke={2} aria-hidden /> {t(`priority.${priority}`)}
    </p>
  );
}

interface Props {
  message: Message;
  rights: MessageRights;
  stop: boolean;
}

/** Lets one say that one has noticed an urgent message, or shows who asked how many have. */
export function Acknowledgement({ message, rights, stop }: Props) {
  const { t } = useTranslation();
  const { responses, me } = useWorkspace();
  const [asks, setAsks] = useState(false);
  const { acknowledged: mine } = useSyncExternalStore(responses.subscribe, () => responses.of(message));
  const own = message.sender === me.id;
  const count = message.acknowledged ?? 0;
  return (
    <div className={styles.answer}>
      {own ? null : mine ? (
        <span>
          <IconCheck size={13} stroke={2} aria-hidden /> {t("priority.done")}
        </span>
      ) : (
        <Button
          variant="default"
          size="compact-xs"
          disabled={!rights.acknowledge}
          tabIndex={stop ? 0 : -1}
          onClick={() => responses.acknowledge(message)}
        >
          {t("priority.acknowledge")}
        </Button>
      )}
      {own || rights.removeOthers ? (
        <UnstyledButton className={styles.remedy} tabIndex={stop ? 0 : -1} onClick={() => setAsks(true)}>
          {t("priority.count", { count })}
        </UnstyledButton>
      ) : (
        count > 0 && <span>{t("priority.count", { count })}</span>
      )}
      {asks && <AcknowledgementsDialog message={message} onClose={() => setAsks(false)} />}
    </div>
  );
}

function AcknowledgementsDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("priority.reportTitle")} size={440} onClose={onClose}>
      <div className={dialog.scroll} tabIndex={0} role="region" aria-label={t("priority.reportTitle")}>
        <Readers message={message} acknowledged={false} />
        <Readers message={message} acknowledged />
      </div>
    </Dialog>
  );
}

function Readers({ message, acknowledged }: { message: Message; acknowledged: boolean }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const person = usePeople();
  const { conversation, seq, rev } = message;
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["acknowledgements", conversation, seq, rev, acknowledged],
    queryFn: ({ pageParam }) => api.acknowledgements(conversation, seq, acknowledged, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const first = data?.pages[0];
  const count = first && (acknowledged ? first.acknowledged : first.asked - first.acknowledged);
  return (
    <section>
      <h3 className={dialog.section}>
        {t(acknowledged ? "priority.have" : "priority.haveNot", { count: count ?? 0 })}
      </h3>
      {error && !data && <p className={dialog.trouble}>{t("app.failed", { why: reason(t, error) })}</p>}
      <ul className={styles.names}>
        {data?.pages
          .flatMap((page) => page.accounts)
          .map(({ account, at }) => (
            <li key={account}>
              <bdi>{person(account)?.displayName ?? t("app.somebody")}</bdi>
              {at && <span className={dialog.rowNote}>{momentName(at)}</span>}
            </li>
          ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" size="xs" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t("saved.more")}
        </Button>
      )}
    </section>
  );
}
