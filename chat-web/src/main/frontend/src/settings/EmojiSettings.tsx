import { ActionIcon, Button, FileInput, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { customEmojis } from "@/message/customEmoji";
import { useWorkspace } from "@/shell/context";
import { reason } from "@/shell/problems";
import styles from "@/shell/dialogs.module.css";

/** The organization's own emoji, for its administrators. */
export function EmojiSettings() {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const queries = useQueryClient();
  const { data, error } = useQuery({ queryKey: ["emoji"], queryFn: api.emoji });
  const changed = () => {
    void customEmojis.reload();
    return queries.invalidateQueries({ queryKey: ["emoji"] });
  };
  const remove = useMutation({ mutationFn: api.removeEmoji, onSuccess: changed });
  return (
    <>
      <p className={styles.text}>{t("ownEmoji.hint")}</p>
      <NewEmoji onAdded={changed} />
      {error && !data && <p className={styles.trouble}>{t("emoji.failed")}</p>}
      <ul className={styles.rows}>
        {data?.emoji.map(({ name, key }) => (
          <li key={key} className={styles.row}>
            <img src={`/api/v1/emoji/pictures/${key}`} alt="" width={24} height={24} />
            <bdi className={styles.rowText}>{`:${name}:`}</bdi>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={t("ownEmoji.remove", { name })}
              title={t("ownEmoji.remove", { name })}
              onClick={() => remove.mutate(name)}
            >
              <IconX size={16} stroke={1.8} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <p className={styles.trouble} role="alert">
        {remove.error && t("app.failed", { why: reason(t, remove.error) })}
      </p>
    </>
  );
}

function NewEmoji({ onAdded }: { onAdded: () => Promise<void> }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const [name, setName] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const add = useMutation({
    mutationFn: async (picture: File) => api.addEmoji(name.trim(), await base64(picture)),
    onSuccess: async () => {
      setName("");
      setFile(null);
      await onAdded();
    },
  });

  function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (file) add.mutate(file);
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t("ownEmoji.name")}
        value={name}
        maxLength={32}
        onChange={(event) => setName(event.currentTarget.value.toLowerCase())}
      />
      <FileInput
        label={t("ownEmoji.picture")}
        placeholder={t("ownEmoji.choose")}
        accept="image/png,image/gif"
        value={file}
        onChange={setFile}
        clearable
      />
      <p className={styles.trouble} role="alert">
        {add.error && t("app.failed", { why: reason(t, add.error) })}
      </p>
      <div className={styles.foot}>
        <Button type="submit" disabled={!file || name.trim() === ""} loading={add.isPending}>
          {t("ownEmoji.add")}
        </Button>
      </div>
    </form>
  );
}

async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
