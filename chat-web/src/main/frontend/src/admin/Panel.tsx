import { ActionIcon } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isSomethingOpen } from "@/shell/keys";
import styles from "./Panel.module.css";

/** Stands beside a table and says all of a row. It takes the focus when it comes, and gives it back to the row. */
export function Panel({
  title,
  children,
  onClose,
}: {
  title: string;
  children: ReactNode;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  function close() {
    onClose();
    document.querySelector<HTMLElement>("[aria-current] [data-row]")?.focus();
  }
  return (
    <aside
      className={styles.panel}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !isSomethingOpen()) close();
      }}
    >
      <header className={styles.head}>
        <h2 className={styles.title} tabIndex={-1} ref={heading}>
          <bdi>{title}</bdi>
        </h2>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label={t("app.close")} onClick={close}>
          <IconX size={18} stroke={1.8} aria-hidden />
        </ActionIcon>
      </header>
      <div className={styles.body}>{children}</div>
    </aside>
  );
}

/** A part of a panel. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}

/** What there is to be known, by name. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode] | undefined | false)[] }) {
  return (
    <dl className={styles.facts}>
      {facts.map(
        (fact) =>
          fact && (
            <div key={fact[0]} className={styles.fact}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
