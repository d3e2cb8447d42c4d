import { Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import type { ConversationState } from "@/delivery/Store";
import { Avatar } from "@/identity/Avatar";
import { useConversations, useWorkspace } from "@/shell/context";
import { placeOf } from "@/shell/places";
import { reason } from "@/shell/problems";
import { useFocusBack } from "@/shell/useFocusBack";
import type { Person } from "@/wire/Api";
import { ConversationIcon } from "./ConversationIcon";
import { matches } from "./matches";
import { useNaming } from "./naming";
import { inOrder, sectionsOf } from "./order";
import styles from "./Jump.module.css";

const TYPED_MS = 120;
const MOST = 8;

type Target =
  { kind: "conversation"; state: ConversationState; name: string } | { kind: "person"; person: Person };

/** Types a few letters and is there: conversations first, then people. */
export default function Jump({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { api, store, people, me } = useWorkspace();
  useFocusBack();
  const navigate = useNavigate();
  const naming = useNaming();
  const conversations = useConversations();
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), TYPED_MS);
  const [chosen, setChosen] = useState(0);
  const [trouble, setTrouble] = useState<string>();
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const { data: found = [] } = useQuery({
    queryKey: ["people", asked],
    queryFn: ({ signal }) => people.search(asked, signal),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });

  const here = inOrder(sectionsOf(conversations, undefined))
    .map((state) => ({ kind: "conversation" as const, state, name: naming(state.about) }))
    .filter(({ name }) => matches(name, words))
    .slice(0, MOST);
  const known = new Set(here.map(({ state }) => state.about.with));
  const others = (words.trim() === "" ? [] : found)
    .filter((person) => person.id !== me.id && !known.has(person.id))
    .filter((person) => matches(`${person.displayName} ${person.username}`, words))
    .slice(0, MOST)
    .map((person) => ({ kind: "person" as const, person }));
  const targets: Target[] = [...here, ...others];
  const at = Math.min(chosen, targets.length - 1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [at]);

  async function go(target: Target | undefined) {
    if (!target) return;
    if (target.kind === "conversation") {
      void navigate(placeOf(target.state.id), { replace: true });
      return;
    }
    try {
      const conversation = await api.createConversation({ kind: "direct", members: [target.person.id] });
      store.receive([{ type: "conversation", conversation }]);
      void navigate(placeOf(conversation.id), { replace: true });
    } catch (failure) {
      setTrouble(t("app.failed", { why: reason(t, failure) }));
    }
  }

  function onKeyDown(event: React.KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    const count = targets.length;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (count > 0) setChosen((at + step + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      void go(targets[at]);
    }
  }

  const option = (target: Target, index: number) => (
    <div
      key={target.kind === "conversation" ? `c${target.state.id}` : `p${target.person.id}`}
      id={`${listId}-${index}`}
      role="option"
      aria-selected={index === at}
      className={styles.option}
      onClick={() => void go(target)}
      onPointerMove={() => setChosen(index)}
    >
      {target.kind === "conversation" ? (
        <>
          <ConversationIcon about={target.state.about} />
          <bdi className={styles.name}>{target.name}</bdi>
          {target.state.unread > 0 && <span className={styles.unread}>{target.state.unread}</span>}
        </>
      ) : (
        <>
          <Avatar id={target.person.id} name={target.person.displayName} size={20} />
          <bdi className={styles.name}>{target.person.displayName}</bdi>
          <span className={styles.note}>{target.person.username}</span>
        </>
      )}
    </div>
  );

  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      size={560}
      yOffset="12vh"
      padding={0}
      attributes={{ content: { "aria-label": t("jump.title") } }}
    >
      <TextInput
        data-autofocus
        size="md"
        variant="unstyled"
        className={styles.field}
        leftSection={<IconSearch size={18} aria-hidden />}
        placeholder={t("jump.placeholder")}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setChosen(0);
          setTrouble(undefined);
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-label={t("jump.placeholder")}
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={at >= 0 ? `${listId}-${at}` : undefined}
        aria-autocomplete="list"
      />
      <div ref={list} id={listId} role="listbox" aria-label={t("jump.title")} className={styles.list}>
        {here.length > 0 && (
          <div role="group" aria-label={t("jump.conversations")}>
            {here.map((target, index) => option(target, index))}
          </div>
        )}
        {others.length > 0 && (
          <div role="group" aria-label={t("jump.people")}>
            <div className={styles.title} aria-hidden>
              {t("jump.people")}
            </div>
            {others.map((target, index) => option(target, here.length + index))}
          </div>
        )}
      </div>
      {targets.length === 0 && (
        <p className={styles.none} role="status">
          {t("jump.none")}
        </p>
      )}
      <p className={styles.trouble} role="alert">
        {trouble}
      </p>
      <p className={styles.hint} aria-hidden>
        {t("jump.hint")}
      </p>
    </Modal>
  );
}
