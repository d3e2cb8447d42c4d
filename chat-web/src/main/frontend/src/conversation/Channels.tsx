import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconHash, IconLock, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";
import { placeOf, useDialog } from "@/shell/places";
import { reason } from "@/shell/problems";
import type { Channel } from "@/wire/Api";

const TYPED_MS = 150;

export default function Channels({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api, store } = useWorkspace();
  const navigate = useNavigate();
  const { open } = useDialog();
  const queries = useQueryClient();
  const [asking, setAsking] = useState<Channel>();
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), TYPED_MS);
  const { data, error } = useQuery({
    queryKey: ["channels", asked],
    queryFn: ({ signal }) => api.channels(asked, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const join = useMutation({
    mutationFn: async (channel: Channel) => {
      const conversation = await api.join(channel.id);
      store.receive([{ type: "conversation", conversation }]);
    },
    onSuccess: (_, channel) => void navigate(placeOf(channel.id), { replace: true }),
  });
  const withdraw = useMutation({
    mutationFn: (channel: Channel) => api.withdrawRequest(channel.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ["channels"] }),
  });
  const failure = join.error ?? withdraw.error;

  return (
    <Dialog title={t("channels.title")} size={560} onClose={onClose}>
      <TextInput
        data-autofocus
        aria-label={t("channels.find")}
        placeholder={t("channels.find")}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className={styles.scroll} tabIndex={-1}>
        {!data && !error && <span role="status" aria-label={t("channels.loading")} className={styles.bone} />}
        {error && !data && <p className={styles.trouble}>{t("channels.failed")}</p>}
        {data?.channels.length === 0 && <p className={styles.text}>{t("channels.none")}</p>}
        <ul className={styles.rows}>
          {data?.channels.map((channel) => (
            <li key={channel.id} className={styles.row}>
              {channel.visibility === "public" ? (
                <IconHash size={18} stroke={1.7} aria-hidden />
              ) : (
                <IconLock size={18} stroke={1.7} aria-label={t("channels.private")} />
              )}
              <span className={styles.rowText}>
                <bdi className={styles.rowName} title={channel.name}>
                  {channel.name}
                </bdi>
                <span className={styles.rowNotes}>
                  <span>
                    {t("members.count", { count: channel.members })}
                    {channel.topic && " · "}
                  </span>
                  {channel.topic && <bdi className={styles.rowNote}>{channel.topic}</bdi>}
                </span>
                {!channel.joined && (channel.asked === "open" || channel.asked === "refused") && (
                  <span className={styles.rowNote}>
                    {t(channel.asked === "open" ? "channels.asked" : "channels.refused")}
                  </span>
                )}
              </span>
              {channel.joined ? (
                <Button
                  variant="subtle"
                  size="xs"
                  aria-label={t("channels.openName", { name: channel.name })}
                  onClick={() => void navigate(placeOf(channel.id), { replace: true })}
                >
                  {t("channels.open")}
                </Button>
              ) : channel.visibility === "private" ? (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t(channel.asked === "open" ? "channels.withdrawName" : "channels.askName", {
                    name: channel.name,
                  })}
                  loading={withdraw.isPending && withdraw.variables.id === channel.id}
                  onClick={() => (channel.asked === "open" ? withdraw.mutate(channel) : setAsking(channel))}
                >
                  {t(channel.asked === "open" ? "channels.withdraw" : "channels.ask")}
                </Button>
              ) : (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={t("channels.joinName", { name: channel.name })}
                  loading={join.isPending && join.variables.id === channel.id}
                  onClick={() => join.mutate(channel)}
                >
                  {t("channels.join")}
                </Button>
              )}
            </li>
          ))}
        </ul>
      </div>
      <p className={styles.trouble} role="alert">
        {failure && t("app.failed", { why: reason(t, failure) })}
      </p>
      <div className={styles.foot}>
        <Button variant="default" onClick={() => open("new")}>
          {t("channels.create")}
        </Button>
      </div>
      {asking && <AskDialog channel={asking} onClose={() => setAsking(undefined)} />}
    </Dialog>
  );
}

const TEXT_LENGTH = 500;

function AskDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  return (
    <ConfirmDialog
      title={t("channels.askName", { name: channel.name })}
      text={channel.topic ?? ""}
      confirm={t("channels.askDo")}
      onConfirm={async () => {
        await api.askToJoin(channel.id, text.trim());
        await queries.invalidateQueries({ queryKey: ["channels"] });
      }}
      onClose={onClose}
    >
      <TextInput
        label={t("channels.askText")}
        value={text}
        maxLength={TEXT_LENGTH}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
