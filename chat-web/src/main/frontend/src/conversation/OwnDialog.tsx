import { ActionIcon, Button, NativeSelect, TextInput } from "@mantine/core";
import { IconArrowUp } from "@tabler/icons-react";
import { useId, useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shell/Dialog";
import { useMemos, useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";
import type { ConversationId } from "@/wire/wire";
import { foldersOf, movedUp } from "./folders";

const levels = ["usual", "all", "mentions", "nothing"] as const;
const FOLDER_LENGTH = 40;

/** What one sets of a conversation for oneself alone. */
export function OwnDialog({ id, onClose }: { id: ConversationId; onClose: () => void }) {
  const { t } = useTranslation();
  const { memos } = useWorkspace();
  const own = useMemos();
  const [level, setLevel] = useState(own("level", id) ?? "usual");
  const [folder, setFolder] = useState(own("folder", id) ?? "");
  const folders = foldersOf(memos);
  const list = useId();

  function save(event: SyntheticEvent) {
    event.preventDefault();
    const name = folder.trim();
    memos.set("level", id, level === "usual" ? undefined : level);
    memos.set("folder", id, name === "" ? undefined : name);
    if (name !== "" && !folders.includes(name)) memos.choose("folders", JSON.stringify([...folders, name]));
    onClose();
  }

  return (
    <Dialog title={t("own.title")} onClose={onClose}>
      <form className={styles.form} onSubmit={save}>
        <p className={styles.text}>{t("own.text")}</p>
        <NativeSelect
          label={t("own.level")}
          value={level}
          onChange={(event) => setLevel(event.currentTarget.value)}
          data={levels.map((value) => ({ value, label: t(`own.levels.${value}`) }))}
        />
        <TextInput
          label={t("own.folder")}
          description={t("own.folderHint")}
          value={folder}
          maxLength={FOLDER_LENGTH}
          list={list}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
        <datalist id={list}>
          {folders.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        {folders.length > 1 && (
          <section>
            <h3 className={styles.section}>{t("own.order")}</h3>
            <ul className={styles.rows}>
              {folders.map((name, index) => (
                <li key={name} className={styles.row}>
                  <bdi className={styles.rowText}>{name}</bdi>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={32}
                    disabled={index === 0}
                    aria-label={t("own.up", { name })}
                    onClick={() => memos.choose("folders", JSON.stringify(movedUp(folders, name)))}
                  >
                    <IconArrowUp size={16} aria-hidden />
                  </ActionIcon>
                </li>
              ))}
            </ul>
          </section>
        )}
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Button type="submit">{t("conversation.save")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
