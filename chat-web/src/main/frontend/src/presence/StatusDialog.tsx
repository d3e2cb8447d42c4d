import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { usePresence, useWorkspace } from "@/shell/context";
import { Dialog } from "@/shell/Dialog";
import styles from "@/shell/dialogs.module.css";
import type { ChosenStatus, ShownStatus } from "@/wire/wire";

const TEXT_LENGTH = 100;
const ends = ["never", "halfHour", "hour", "fourHours", "today"] as const;
type End = (typeof ends)[number];

export default function StatusDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { presence, me } = useWorkspace();
  const seen = usePresence(me.id);
  const [status, setStatus] = useState<ChosenStatus>(chosen(seen?.status));
  const [text, setText] = useState(seen?.text ?? "");
  const [end, setEnd] = useState<End>("never");
  const [trouble, setTrouble] = useState(false);

  function save(event: SyntheticEvent) {
    event.preventDefault();
    if (presence.say(status, text.trim(), momentOf(end))) onClose();
    else setTrouble(true);
  }

  return (
    <Dialog title={t("presence.title")} size={440} onClose={onClose}>
      <form className={styles.form} onSubmit={save}>
        <NativeSelect
          label={t("presence.label")}
          value={status}
          onChange={(event) => setStatus(event.currentTarget.value as ChosenStatus)}
          data={(["online", "away", "busy", "invisible"] as const).map((value) => ({
            value,
            label: t(`presence.${value}`),
          }))}
        />
        <TextInput
          label={t("presence.text")}
          placeholder={t("presence.textHint")}
          maxLength={TEXT_LENGTH}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          data-autofocus
        />
        <NativeSelect
          label={t("presence.until")}
          value={end}
          onChange={(event) => setEnd(event.currentTarget.value as End)}
          data={ends.map((value) => ({ value, label: t(`presence.ends.${value}`) }))}
        />
        <p className={styles.trouble} role="alert">
          {trouble && t("presence.failed")}
        </p>
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Button type="submit">{t("presence.save")}</Button>
        </div>
      </form>
    </Dialog>
  );
}

function chosen(status: ShownStatus | undefined): ChosenStatus {
  return status === "away" || status === "busy" || status === "invisible" ? status : "online";
}

function momentOf(end: End): string | undefined {
  const now = new Date();
  const minutes = { never: 0, halfHour: 30, hour: 60, fourHours: 240, today: 0 }[end];
  if (end === "never") return undefined;
  if (end === "today") return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).toISOString();
  return new Date(now.getTime() + minutes * 60_000).toISOString();
}
