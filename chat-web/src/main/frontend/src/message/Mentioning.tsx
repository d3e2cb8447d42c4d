import { IconSpeakerphone, IconUsersGroup } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useId, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/identity/Avatar";
import { useWorkspace } from "@/shell/context";
import type { Mentionable } from "@/wire/Api";
import type { ConversationId } from "@/wire/wire";
import { beingTyped } from "./mentions";
import styles from "./Mentioning.module.css";

type Person = Mentionable["people"][number];
type Group = Mentionable["groups"][number];
type Option = Person | Group | "here" | "channel";

/** As it is typed, without the @. */
function nameOf(option: Option): string {
  if (typeof option === "string") return option;
  return "group" in option ? option.handle : option.username;
}

interface Options {
  id: ConversationId;
  field: RefObject<HTMLTextAreaElement | null>;
  /** Whether one could speak to all at once here. */
  toAll: boolean;
  onChange: (text: string) => void;
}

/**
 * Whom one could mean, offered as one types a name after an @. What is chosen stands there as a username, which means one
 * person only; it becomes a sign when it is sent.
 */
export function useMentioning({ id, field, toAll, onChange }: Options) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const listId = useId();
  const [asked, setAsked] = useState<{ from: number; words: string }>();
  const [chosen, setChosen] = useState(0);
  const { data, isPlaceholderData } = useMentionable(id, asked?.words);
  const options: Option[] =
    asked && data
      ? [
          // What was found for fewer letters stays only as far as it fits
          ...[...data.people, ...data.groups].filter((one) => !isPlaceholderData || fits(one, asked.words)),
          ...many(asked.words, toAll && data.all),
        ]
      : [];
  const open = options.length > 0;
  const at = Math.min(chosen, options.length - 1);

  /** Something was typed, or the caret is elsewhere. */
  function look(): void {
    const element = field.current;
    if (!element || element.selectionStart !== element.selectionEnd) return setAsked(undefined);
    const found = beingTyped(element.value, element.selectionStart);
    // What means somebody already is finished
    const isFinished = found?.words.includes(" ") && isName(found.words.split(" ")[0]!);
    if (found?.words !== asked?.words) setChosen(0);
    setAsked(isFinished ? undefined : found);
  }

  function isName(name: string): boolean {
    return name === "here" || name === "channel" || workspace.addressees.idOf(name) !== undefined;
  }

  function pick(option: Option): void {
    const element = field.current;
    if (!element || !asked) return;
    const text = `@${nameOf(option)} `;
    const to = element.selectionStart;
    element.focus();
    element.setSelectionRange(asked.from, to);
    // The old way, because it can be undone with the keyboard
    if (!document.execCommand("insertText", false, text))
      onChange(element.value.slice(0, asked.from) + text + element.value.slice(to));
    setAsked(undefined);
  }

  /** Whether the key was for the list. */
  function onKeyDown(event: React.KeyboardEvent): boolean {
    if (!open || event.nativeEvent.isComposing || event.altKey || event.ctrlKey || event.metaKey)
      return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setChosen((at + step + options.length) % options.length);
    else if (event.key === "Escape") setAsked(undefined);
    else if ((event.key === "Enter" && !event.shiftKey) || (event.key === "Tab" && !event.shiftKey))
      pick(options[at]!);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  const list = open && (
    <ul id={listId} role="listbox" aria-label={t("mentions.label")} className={styles.list}>
      {options.map((option, index) => (
        <li
          key={nameOf(option)}
          id={`${listId}-${index}`}
          role="option"
          aria-selected={index === at}
          className={styles.option}
          // The field keeps the focus
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => pick(option)}
        >
          <OptionWords option={option} members={data!.members} />
        </li>
      ))}
    </ul>
  );

  return {
    list,
    look,
    onKeyDown,
    close: () => setAsked(undefined),
    field: {
      "aria-autocomplete": "list" as const,
      ...(open && { "aria-controls": listId, "aria-activedescendant": `${listId}-${at}` }),
    },
  };
}

function OptionWords({ option, members }: { option: Option; members: number }) {
  const { t } = useTranslation();
  if (typeof option === "string")
    return (
      <>
        <span className={styles.many}>
          <IconSpeakerphone size={18} stroke={1.8} aria-hidden />
        </span>
        <span className={styles.name}>@{option}</span>
        <span className={styles.note}>{t(`mentions.${option}`, { count: members })}</span>
      </>
    );
  if ("group" in option)
    return (
      <>
        <span className={styles.many}>
          <IconUsersGroup size={18} stroke={1.8} aria-hidden />
        </span>
        <bdi className={styles.name}>{option.name}</bdi>
        <bdi className={styles.note}>@{option.handle}</bdi>
        <span className={styles.note}>{t("mentions.group", { count: option.members })}</span>
      </>
    );
  return (
    <>
      <Avatar id={option.account} name={option.displayName} size={24} />
      <bdi className={styles.name}>{option.displayName}</bdi>
      <bdi className={styles.note}>@{option.username}</bdi>
      {!option.member && <span className={styles.note}>{t("mentions.notTold")}</span>}
    </>
  );
}

function fits(option: Person | Group, words: string): boolean {
  const wanted = words.toLowerCase();
  // Of a group any part of its names is looked for
  if ("group" in option) return `${option.handle} ${option.name}`.toLowerCase().includes(wanted);
  return ` ${option.username} ${option.displayName}`.toLowerCase().includes(` ${wanted}`);
}

function many(words: string, all: boolean): ("here" | "channel")[] {
  return all ? (["here", "channel"] as const).filter((name) => name.startsWith(words.toLowerCase())) : [];
}

function useMentionable(id: ConversationId, words: string | undefined) {
  const { api, people, userGroups } = useWorkspace();
  return useQuery({
    queryKey: ["mentionable", id, words],
    queryFn: async ({ signal }) => {
      const offer = await api.mentionable(id, words!, signal);
      people.remember(
        offer.people.map(({ account, username, displayName }) => ({ id: account, username, displayName })),
      );
      userGroups.remember(offer.groups.map(({ group, handle, name }) => ({ id: group, handle, name })));
      return offer;
    },
    enabled: words !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}
