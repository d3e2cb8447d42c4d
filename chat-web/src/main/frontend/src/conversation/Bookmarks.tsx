import { ActionIcon, Button, TextInput } from "@mantine/core";
import { IconArrowUp, IconPlus, IconX } from "@tabler/icons-react";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import dialogs from "@/shell/dialogs.module.css";
import { reason } from "@/shell/problems";
import type { Bookmark, Bookmarks as Kept } from "@/wire/Api";
import type { Conversation } from "@/wire/wire";
import styles from "./Bookmarks.module.css";

const MOST = 30;
const TITLE_LENGTH = 100;
const URL_LENGTH = 2000;

function useBookmarks({ id, bookmarks }: Conversation) {
  const { api } = useWorkspace();
  return useQuery({
    // The number of the last change: another one is another list
    queryKey: ["bookmarks", id, bookmarks ?? 0],
    queryFn: () => api.bookmarks(id),
    staleTime: Infinity,
    placeholderData: keepPreviousData,
  });
}

/** The links under the head of a conversation; nothing where there never were any. */
export function BookmarkBar({ about }: { about: Conversation }) {
  return about.bookmarks === undefined ? null : <Bar about={about} />;
}

function Bar({ about }: { about: Conversation }) {
  const { t } = useTranslation();
  const { data } = useBookmarks(about);
  if (!data || data.bookmarks.length === 0) return null;
  return (
    <nav className={styles.bar} aria-label={t("bookmarks.title")}>
      {data.bookmarks.map(({ title, url }, index) => (
        <a
          key={index}
          className={styles.link}
          href={url}
          target="_blank"
          rel="noreferrer noopener"
          title={`${title}\n${url}`}
        >
          <bdi>{title}</bdi>
        </a>
      ))}
    </nav>
  );
}

export function BookmarksDialog({ about, onClose }: { about: Conversation; onClose: () => void }) {
  const { t } = useTranslation();
  const { data, error } = useBookmarks(about);
  return (
    <Dialog title={t("bookmarks.title")} size={640} onClose={onClose}>
      {error && !data && <p className={dialogs.trouble}>{t("bookmarks.failed")}</p>}
      {data && <Editor key={data.rev} about={about} kept={data} onClose={onClose} />}
    </Dialog>
  );
}

function Editor({ about, kept, onClose }: { about: Conversation; kept: Kept; onClose: () => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  const [rows, setRows] = useState<readonly Bookmark[]>(
    kept.bookmarks.length > 0 ? kept.bookmarks : [{ title: "", url: "" }],
  );
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const change = (at: number, part: Partial<Bookmark>) =>
    setRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));

  async function save(event: SyntheticEvent) {
    event.preventDefault();
    const bookmarks = rows
      .map(({ title, url }) => ({ title: title.trim(), url: url.trim() }))
      .filter(({ title, url }) => title !== "" || url !== "");
    if (bookmarks.some(({ title, url }) => title === "" || !/^https?:\/\/[^/]/i.test(url))) {
      setTrouble(t("bookmarks.wrong"));
      return;
    }
    setBusy(true);
    setTrouble(undefined);
    try {
      await api.setBookmarks(about.id, { rev: kept.rev, bookmarks });
      await queries.invalidateQueries({ queryKey: ["bookmarks", about.id] });
      onClose();
    } catch (failure) {
      setTrouble(t("app.failed", { why: reason(t, failure) }));
      setBusy(false);
    }
  }

  return (
    <form className={dialogs.form} onSubmit={(event) => void save(event)} noValidate>
      {kept.bookmarks.length === 0 && <p className={dialogs.text}>{t("bookmarks.none")}</p>}
      {rows.map(({ title, url }, index) => {
        const named = title.trim() || t("bookmarks.untitled");
        return (
          <div key={index} className={styles.row}>
            <TextInput
              label={t("bookmarks.name")}
              value={title}
              maxLength={TITLE_LENGTH}
              onChange={(event) => change(index, { title: event.currentTarget.value })}
            />
            <TextInput
              type="url"
              label={t("bookmarks.address")}
              placeholder="https://"
              value={url}
              maxLength={URL_LENGTH}
              onChange={(event) => change(index, { url: event.currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              disabled={index === 0}
              aria-label={t("bookmarks.up", { title: named })}
              onClick={() => setRows(movedUp(rows, index))}
            >
              <IconArrowUp size={16} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={36}
              aria-label={t("bookmarks.remove", { title: named })}
              onClick={() => setRows(rows.filter((_, at) => at !== index))}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </div>
        );
      })}
      {rows.length < MOST && (
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setRows([...rows, { title: "", url: "" }])}
        >
          {t("bookmarks.add")}
        </Button>
      )}
      <p className={dialogs.trouble} role="alert">
        {trouble}
      </p>
      <div className={dialogs.foot}>
        <Button variant="default" onClick={onClose}>
          {t("app.cancel")}
        </Button>
        <Button type="submit" loading={busy}>
          {t("conversation.save")}
        </Button>
      </div>
    </form>
  );
}

function movedUp(rows: readonly Bookmark[], at: number): Bookmark[] {
  const moved = [...rows];
  moved.splice(at - 1, 0, ...moved.splice(at, 1));
  return moved;
}
