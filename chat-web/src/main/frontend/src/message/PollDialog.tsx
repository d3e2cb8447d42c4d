import { Button, Switch, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { localMoment, zoneName } from "@/shell/zones";
import type { ConversationId } from "@/wire/wire";

const MOST_OPTIONS = 10;
const OPTION_LENGTH = 200;

/** Asks what to vote on, and posts it. */
export function PollDialog({
  conversation,
  onSent,
  onClose,
}: {
  conversation: ConversationId;
  onSent: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const [question, setQuestion] = useState("");
  const [options, setOptions] = useState(["", ""]);
  const [multiple, setMultiple] = useState(false);
  const [anonymous, setAnonymous] = useState(false);
  const [ends, setEnds] = useState("");
  const [trouble, setTrouble] = useState<string>();

  function change(index: number, text: string) {
    const next = options.map((option, place) => (place === index ? text : option));
    // There is always room for one more
    if (next.length < MOST_OPTIONS && next.at(-1)!.trim() !== "") next.push("");
    setOptions(next);
  }

  async function post(event: SyntheticEvent) {
    event.preventDefault();
    const lines = options.map((option) => option.trim()).filter((option) => option !== "");
    if (question.trim() === "") return setTrouble(t("polls.questionMissing"));
    if (lines.length < 2 || new Set(lines).size < lines.length) return setTrouble(t("polls.optionsMissing"));
    const end = ends === "" ? undefined : new Date(ends);
    if (end && !(end.getTime() > Date.now())) return setTrouble(t("polls.endPast"));
    try {
      await workspace.send(conversation, question.trim(), undefined, {
        poll: { options: lines, multiple, anonymous, ...(end && { ends: end.toISOString() }) },
      });
      onSent();
      onClose();
    } catch {
      setTrouble(t("composer.keepFailed"));
    }
  }

  return (
    <Dialog title={t("polls.title")} size={480} onClose={onClose}>
      <form className={dialog.form} onSubmit={(event) => void post(event)} noValidate>
        <TextInput
          label={t("polls.question")}
          value={question}
          maxLength={1000}
          onChange={(event) => setQuestion(event.currentTarget.value)}
          data-autofocus
        />
        {options.map((option, index) => (
          <TextInput
            key={index}
            label={t("polls.option", { number: index + 1 })}
            value={option}
            maxLength={OPTION_LENGTH}
            onChange={(event) => change(index, event.currentTarget.value)}
          />
        ))}
        <Switch
          label={t("polls.allowSeveral")}
          checked={multiple}
          onChange={(event) => setMultiple(event.currentTarget.checked)}
        />
        <Switch
          label={t("polls.hideWho")}
          checked={anonymous}
          onChange={(event) => setAnonymous(event.currentTarget.checked)}
        />
        <TextInput
          type="datetime-local"
          label={t("polls.end")}
          description={t("app.timeZone", { zone: zoneName() })}
          min={localMoment(new Date())}
          value={ends}
          onChange={(event) => setEnds(event.currentTarget.value)}
        />
        <p className={dialog.trouble} role="alert">
          {trouble}
        </p>
        <div className={dialog.foot}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Button type="submit">{t("polls.post")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
