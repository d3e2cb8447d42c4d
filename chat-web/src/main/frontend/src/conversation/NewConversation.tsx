import { Button, Radio, SegmentedControl, TextInput } from "@mantine/core";
import { useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { PeoplePicker } from "@/identity/PeoplePicker";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import styles from "@/shell/dialogs.module.css";
import { placeOf } from "@/shell/places";
import { reason } from "@/shell/problems";
import type { HistoryWish, NewConversation as Wish, Person } from "@/wire/Api";
import { Refused } from "@/wire/http";
import { HistoryChoice } from "./HistoryChoice";

const NAME_LENGTH = 200;
const TOPIC_LENGTH = 1000;

export default function NewConversation({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api, store, me } = useWorkspace();
  const navigate = useNavigate();
  const [what, setWhat] = useState<"people" | "channel">("people");
  const [chosen, setChosen] = useState<Person[]>([]);
  const [name, setName] = useState("");
  const [topic, setTopic] = useState("");
  const [open, setOpen] = useState(true);
  const [history, setHistory] = useState<HistoryWish>({ history: "all" });
  const [busy, setBusy] = useState(false);
  const [nameTrouble, setNameTrouble] = useState<string>();
  const [peopleTrouble, setPeopleTrouble] = useState<string>();
  const [trouble, setTrouble] = useState<string>();
  const isGroup = what === "people" && chosen.length > 1;

  function wish(): Wish | undefined {
    const members = chosen.map((person) => person.id);
    if (what === "channel") {
      if (name.trim() === "") {
        setNameTrouble(t("new.nameMissing"));
        return undefined;
      }
      return {
        kind: "channel",
        name: name.trim(),
        ...(topic.trim() !== "" && { topic: topic.trim() }),
        visibility: open ? "public" : "private",
        ...history,
        members,
      };
    }
    if (members.length === 0) {
      setPeopleTrouble(t("new.peopleMissing"));
      return undefined;
    }
    if (!isGroup) return { kind: "direct", members };
    return { kind: "group", name: name.trim() || defaultName(), ...history, members };
  }

  function defaultName(): string {
    const names = [...chosen.map((person) => person.displayName), me.displayName].join(", ");
    return names.length <= NAME_LENGTH ? names : `${names.slice(0, NAME_LENGTH - 2)} …`;
  }

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    setNameTrouble(undefined);
    setPeopleTrouble(undefined);
    setTrouble(undefined);
    const asked = wish();
    if (!asked || busy) return;
    setBusy(true);
    try {
      const conversation = await api.createConversation(asked);
      store.receive([{ type: "conversation", conversation }]);
      void navigate(placeOf(conversation.id), { replace: true });
    } catch (failure) {
      setBusy(false);
      if (failure instanceof Refused && failure.problem.code === "name.taken")
        setNameTrouble(t("new.nameTaken"));
      else setTrouble(t("app.failed", { why: reason(t, failure) }));
    }
  }

  return (
    <Dialog title={t("new.title")} size={520} onClose={onClose}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <div role="group" aria-label={t("new.title")}>
          <SegmentedControl
            fullWidth
            value={what}
            onChange={(value) => setWhat(value as typeof what)}
            data={[
              { value: "people", label: t("new.withPeople") },
              { value: "channel", label: t("new.channel") },
            ]}
          />
        </div>
        {what === "channel" && (
          <>
            <TextInput
              label={t("new.channelName")}
              value={name}
              maxLength={NAME_LENGTH}
              error={nameTrouble}
              data-autofocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t("new.topic")}
              value={topic}
              maxLength={TOPIC_LENGTH}
              onChange={(event) => setTopic(event.currentTarget.value)}
            />
            <Radio.Group
              label={t("new.visibility")}
              value={open ? "public" : "private"}
              onChange={(value) => setOpen(value === "public")}
            >
              <Radio mt={6} value="public" label={t("new.public")} />
              <Radio mt={8} value="private" label={t("new.private")} />
            </Radio.Group>
          </>
        )}
        <PeoplePicker
          label={t(what === "channel" ? "new.invite" : "new.to")}
          chosen={chosen}
          onChange={setChosen}
          error={what === "people" ? peopleTrouble : undefined}
          autoFocus={what === "people"}
        />
        {isGroup && (
          <TextInput
            label={t("new.groupName")}
            placeholder={defaultName()}
            value={name}
            maxLength={NAME_LENGTH}
            error={nameTrouble}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        {(isGroup || what === "channel") && <HistoryChoice value={history} onChange={setHistory} />}
        <p className={styles.trouble} role="alert">
          {trouble}
        </p>
        <div className={styles.foot}>
          <Button variant="default" onClick={onClose}>
            {t("app.cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {t(what === "channel" ? "new.createChannel" : isGroup ? "new.createGroup" : "new.start")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
