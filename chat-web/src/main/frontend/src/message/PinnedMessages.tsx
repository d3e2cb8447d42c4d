import { ActionIcon } from "@mantine/core";
import { IconPinnedOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ConversationState } from "@/delivery/Store";
import { useWorkspace } from "@/shell/context";
import { DetailsPane } from "@/shell/DetailsPane";
import { useGoTo } from "@/shell/places";
import type { Message } from "@/wire/wire";
import { MessageLine } from "./MessageLine";
import { useRights } from "./useRights";
import styles from "./MessagePane.module.css";

/** What a conversation keeps in sight for everybody. */
export function PinnedMessages({ state, onClose }: { state: ConversationState; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { data, error } = useQuery({ queryKey: ["pins", state.id], queryFn: () => api.pins(state.id) });
  const { write: mayUnpin } = useRights(state);
  return (
    <DetailsPane label={t("pins.title")} onClose={onClose}>
      <div className={styles.body}>
        {error && !data && <p className={styles.note}>{t("pins.failed")}</p>}
        {!data && !error && (
          <div role="status" aria-label={t("pins.loading")} className={styles.bones}>
            <span />
            <span />
          </div>
        )}
        {data?.length === 0 && <p className={styles.note}>{t("pins.none")}</p>}
        <ul className={styles.rows}>
          {data?.map((message) => (
            <PinnedMessage key={message.seq} message={message} mayUnpin={mayUnpin} />
          ))}
        </ul>
      </div>
    </DetailsPane>
  );
}

function PinnedMessage({ message, mayUnpin }: { message: Message; mayUnpin: boolean }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const goTo = useGoTo();
  const { conversation, seq } = message;
  return (
    <MessageLine message={message} onOpen={() => goTo(conversation, seq)}>
      {mayUnpin && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          className={styles.tool}
          aria-label={t("messages.unpin")}
          title={t("messages.unpin")}
          onClick={() => workspace.pin(conversation, seq, false)}
        >
          <IconPinnedOff size={16} stroke={1.8} aria-hidden />
        </ActionIcon>
      )}
    </MessageLine>
  );
}
