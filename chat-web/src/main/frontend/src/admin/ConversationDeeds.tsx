import { Button, NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { HistoryChoice, historyOf, isSameHistory } from "@/conversation/HistoryChoice";
import { pauses } from "@/conversation/pauses";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { spanName } from "@/shell/times";
import type { HistoryWish } from "@/wire/Api";
import type { AdminConversationSheet, AdminSettings, AdminSettingsWish } from "./AdminApi";
import { NamedDanger } from "./NamedDanger";
import { useNumbers } from "./numbers";
import { useAdminApi, useFresh } from "./useAdmin";
import admin from "./Admin.module.css";

const NAME_LENGTH = 200;
const TOPIC_LENGTH = 1000;

interface Props {
  sheet: AdminConversationSheet;
  /** What it is called, or whose it is. */
  title: string;
}

/** What can be done to a conversation from outside: its members are told. */
export function ConversationDeeds({ sheet, title }: Props) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const number = useNumbers();
  const [deed, setDeed] = useState<"set" | "archive">();
  const close = () => setDeed(undefined);
  const { conversation: about } = sheet;
  const archived = about.archivedAt !== undefined;
  return (
    <div className={admin.actions}>
      {!archived && (
        <Button variant="default" size="xs" mt="xs" onClick={() => setDeed("set")}>
          {t("conversations.set")} …
        </Button>
      )}
      <Button
        variant={archived ? "default" : "light"}
        {...(!archived && { color: "red" })}
        size="xs"
        mt="xs"
        onClick={() => setDeed("archive")}
      >
        {t(archived ? "conversations.reopen" : "conversations.archive")} …
      </Button>
      {deed === "set" && <SettingsDialog sheet={sheet} title={title} onClose={close} />}
      {deed === "archive" && (
        <NamedDanger
          title={t(archived ? "conversations.reopen" : "conversations.archive")}
          text={t(archived ? "conversations.reopenText" : "conversations.archiveText", {
            name: title,
            count: about.members,
            members: number(about.members),
          })}
          confirm={t(archived ? "conversations.reopen" : "conversations.archive")}
          name={about.name ?? String(about.id)}
          harmless={archived}
          onConfirm={() => api.changeConversation(about.id, { archived: !archived }).then(fresh)}
          onClose={close}
        />
      )}
    </div>
  );
}

function SettingsDialog({ sheet, title, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const { conversation: about, settings } = sheet;
  const [wish, setWish] = useState<AdminSettingsWish>({});
  const set = (change: AdminSettingsWish) => setWish({ ...wish, ...change });
  const name = wish.name ?? about.name ?? "";
  const history = historyOf(wish.history === undefined ? settings : wish);
  const setHistory = (chosen: HistoryWish) => {
    const { history: _, historyLast: _last, historySince: _since, ...others } = wish;
    setWish(isSameHistory(chosen, historyOf(settings)) ? others : { ...others, ...chosen });
  };
  const choice = <Name extends "posting" | "receipts" | "versions">(
    setting: Name,
    label: string,
    values: readonly AdminSettings[Name][],
    nameOf: (value: AdminSettings[Name]) => string,
  ) => (
    <NativeSelect
      label={label}
      value={wish[setting] ?? settings[setting]}
      onChange={(event) => set({ [setting]: event.currentTarget.value })}
      data={[...new Set([...values, settings[setting]])].map((value) => ({ value, label: nameOf(value) }))}
    />
  );
  return (
    <ConfirmDialog
      title={t("conversations.setTitle", { name: title })}
      text={t("conversations.setText")}
      confirm={t("conversations.setDo")}
      mayConfirm={Object.keys(wish).length > 0 && (about.name === undefined || name.trim() !== "")}
      onConfirm={() => api.changeConversation(about.id, wish).then(fresh)}
      onClose={onClose}
    >
      <div className={admin.form}>
        <TextInput
          label={t("conversations.called")}
          value={name}
          maxLength={NAME_LENGTH}
          data-autofocus
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Textarea
          label={t("conversations.topic")}
          value={wish.topic ?? about.topic ?? ""}
          maxLength={TOPIC_LENGTH}
          autosize
          onChange={(event) => set({ topic: event.currentTarget.value })}
        />
        {choice("posting", t("conversations.posting"), ["everybody", "moderators"], (value) =>
          t(`conversations.postings.${value}`),
        )}
        <NativeSelect
          label={t("conversations.slow")}
          value={String(wish.slow ?? settings.slow)}
          onChange={(event) => set({ slow: Number(event.currentTarget.value) })}
          data={[...new Set([...pauses, settings.slow])]
            .sort((one, other) => one - other)
            .map((seconds) => ({
              value: String(seconds),
              label: seconds === 0 ? t("conversations.notSlow") : spanName(seconds),
            }))}
        />
        <HistoryChoice value={history} onChange={setHistory} />
        {choice("receipts", t("conversations.receipts"), ["on", "counts", "off"], (value) =>
          t(`conversations.receiptsShown.${value}`),
        )}
        {choice("versions", t("conversations.earlier"), ["nobody", "moderators", "readers"], (value) =>
          t(`conversations.versionsShown.${value}`),
        )}
        {about.kind === "channel" && about.visibility === "private" && (
          <Switch
            label={t("conversations.requests")}
            checked={wish.requests ?? settings.requests}
            onChange={(event) => set({ requests: event.currentTarget.checked })}
          />
        )}
        <Switch
          label={t("conversations.previews")}
          checked={wish.previews ?? settings.previews}
          onChange={(event) => set({ previews: event.currentTarget.checked })}
        />
      </div>
    </ConfirmDialog>
  );
}
