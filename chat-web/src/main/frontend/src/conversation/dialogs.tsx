import { Button, NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";
import { reason } from "@/shell/problems";
import { spanName } from "@/shell/times";
import type { Conversation, PostingPolicy, ReceiptPolicy, VersionPolicy } from "@/wire/wire";
import { HistoryChoice, historyOf, isSameHistory } from "./HistoryChoice";
import { pauses } from "./pauses";

interface Props {
  about: Conversation;
  onClose: () => void;
}

export function LeaveDialog({ about, name, onClose }: Props & { name: string }) {
  const { t } = useTranslation();
  const { api, me } = useWorkspace();
  const open = about.kind === "channel" && about.visibility === "public";
  return (
    <ConfirmDialog
      title={t("conversation.leaveTitle", { name })}
      text={`${t("conversation.leaveText")} ${open ? "" : t("conversation.leavePrivate")}`}
      confirm={t("conversation.leaveDo")}
      danger
      onConfirm={() => api.removeMember(about.id, me.id)}
      onClose={onClose}
    />
  );
}

export function ArchiveDialog({ about, name, onClose }: Props & { name: string }) {
  const { t } = useTranslation();
  const { api, store } = useWorkspace();
  return (
    <ConfirmDialog
      title={about.archived ? t("conversation.unarchive") : t("conversation.archiveTitle", { name })}
      text={about.archived ? name : t("conversation.archiveText")}
      confirm={t(about.archived ? "conversation.unarchive" : "conversation.archive")}
      onConfirm={async () => {
        const conversation = await api.changeConversation(about.id, { archived: !about.archived });
        store.receive([{ type: "conversation", conversation }]);
      }}
      onClose={onClose}
    />
  );
}

/** There is no way back, so it is said. */
export function ChannelDialog({ about, name, onClose }: Props & { name: string }) {
  const { t } = useTranslation();
  const { api, store } = useWorkspace();
  const [title, setTitle] = useState(about.name ?? "");
  return (
    <ConfirmDialog
      title={t("conversation.toChannelTitle", { name })}
      text={t("conversation.toChannelText")}
      confirm={t("conversation.toChannelDo")}
      onConfirm={async () => {
        const conversation = await api.toChannel(about.id, title.trim());
        store.receive([{ type: "conversation", conversation }]);
      }}
      onClose={onClose}
    >
      <TextInput
        label={t("conversation.name")}
        value={title}
        maxLength={NAME_LENGTH}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

const NAME_LENGTH = 200;
const TOPIC_LENGTH = 1000;
export function DescribeDialog({ about, onClose }: Props) {
  const { t } = useTranslation();
  const { api, store } = useWorkspace();
  const [name, setName] = useState(about.name ?? "");
  const [topic, setTopic] = useState(about.topic ?? "");
  const [receipts, setReceipts] = useState<ReceiptPolicy>(about.receipts ?? "on");
  const [versions, setVersions] = useState<VersionPolicy>(about.versions ?? "moderators");
  const [previews, setPreviews] = useState(about.previews ?? true);
  const [posting, setPosting] = useState<PostingPolicy>(about.posting ?? "everybody");
  const [slow, setSlow] = useState(about.slow ?? 0);
  const [history, setHistory] = useState(historyOf(about));
  const [requests, setRequests] = useState(about.requests ?? false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();

  async function save(event: SyntheticEvent) {
    event.preventDefault();
    setBusy(true);
    setTrouble(undefined);
    try {
      const change = {
        ...(name.trim() !== "" && name.trim() !== about.name && { name: name.trim() }),
        ...(topic.trim() !== (about.topic ?? "") && { topic: topic.trim() }),
        ...(receipts !== (about.receipts ?? "on") && { receipts }),
        ...(versions !== (about.versions ?? "moderators") && { versions }),
        ...(previews !== (about.previews ?? true) && { previews }),
        ...(posting !== (about.posting ?? "everybody") && { posting }),
        ...(slow !== (about.slow ?? 0) && { slow }),
        ...(!isSameHistory(history, about) && history),
        ...(requests !== (about.requests ?? false) && { requests }),
      };
      const conversation = await api.changeConversation(about.id, change);
      store.receive([{ type: "conversation", conversation }]);
      onClose();
    } catch (failure) {
      setTrouble(t("app.failed", { why: reason(t, failure) }));
      setBusy(false);
    }
  }

  return (
    <Dialog title={t("conversation.edit")} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void save(event)}>
        <TextInput
          data-autofocus
          label={t("conversation.name")}
          value={name}
          maxLength={NAME_LENGTH}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {/* It may be long, but it is one line */}
        <Textarea
          label={t("conversation.topic")}
          value={topic}
          maxLength={TOPIC_LENGTH}
          autosize
          minRows={2}
          maxRows={6}
          onChange={(event) => setTopic(event.currentTarget.value.replace(/\s*\n\s*/g, " "))}
        />
        <NativeSelect
          label={t("receipts.policy")}
          value={receipts}
          onChange={(event) => setReceipts(event.currentTarget.value as ReceiptPolicy)}
          data={(["on", "counts", "off"] as const).map((value) => ({
            value,
            label: t(`receipts.policies.${value}`),
          }))}
        />
        <Switch
          label={t("previews.inConversation")}
          description={t("previews.inConversationHint")}
          checked={previews}
          onChange={(event) => setPreviews(event.currentTarget.checked)}
        />
        <NativeSelect
          label={t("versions.policy")}
          value={versions}
          onChange={(event) => setVersions(event.currentTarget.value as VersionPolicy)}
          data={(["nobody", "moderators", "readers"] as const).map((value) => ({
            value,
            label: t(`versions.policies.${value}`),
          }))}
        />
        <NativeSelect
          label={t("conversation.posting")}
          value={posting}
          onChange={(event) => setPosting(event.currentTarget.value as PostingPolicy)}
          data={(["everybody", "moderators"] as const).map((value) => ({
            value,
            label: t(`conversation.postings.${value}`),
          }))}
        />
        <HistoryChoice value={history} onChange={setHistory} />
        {about.kind === "channel" && about.visibility === "private" && (
          <Switch
            label={t("conversation.requests")}
            checked={requests}
            onChange={(event) => setRequests(event.currentTarget.checked)}
          />
        )}
        <NativeSelect
          label={t("conversation.slow")}
          value={String(slow)}
          onChange={(event) => setSlow(Number(event.currentTarget.value))}
          data={[...new Set([...pauses, slow])]
            .sort((one, other) => one - other)
            .map((seconds) => ({
              value: String(seconds),
              label: seconds === 0 ? t("conversation.slowOff") : spanName(seconds),
            }))}
        />
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {t("conversation.save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
