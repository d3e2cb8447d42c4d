import { UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isFolded, useBlocked } from "@/identity/blocks";
import { usePeople } from "@/shell/context";
import { fullTime, momentName } from "@/shell/times";
import type { Message } from "@/wire/wire";
import { wordsOf } from "./words";
import styles from "./MessagePane.module.css";

interface Props {
  message: Message;
  /** Where it was said, if that needs saying. */
  place?: string;
  onOpen: () => void;
  /** What one may do with it. */
  children: ReactNode;
}

/** A message in a list of such, which leads to where it was said. */
export function MessageLine({ message, place, onOpen, children }: Props) {
  const { t } = useTranslation();
  const name = usePeople()(message.sender)?.displayName ?? t("app.somebody");
  const folded = isFolded(message, useBlocked());
  return (
    <li className={styles.row}>
      <UnstyledButton className={styles.message} onClick={onOpen}>
        <span className={styles.who}>
          <bdi className={styles.name}>{name}</bdi>
          {place !== undefined && <bdi className={styles.place}>{place}</bdi>}
          <time dateTime={message.at} title={fullTime(message.at)}>
            {momentName(message.at)}
          </time>
        </span>
        <bdi className={styles.words}>{folded ? t("blocks.folded") : wordsOf(message.body)}</bdi>
      </UnstyledButton>
      {children}
    </li>
  );
}
