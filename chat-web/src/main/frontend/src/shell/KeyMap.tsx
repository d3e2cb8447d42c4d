import { Kbd } from "@mantine/core";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "./Dialog";
import { modifier } from "./keys";
import styles from "./KeyMap.module.css";

export default function KeyMap({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [alt, shift] = [t("keys.key.alt"), t("keys.key.shift")];
  const command = modifier === "Ctrl" ? t("keys.key.ctrl") : modifier;
  const parts = [
    {
      title: t("keys.anywhere"),
      keys: [
        [[[command, "K"]], t("keys.jump")],
        [[[alt, "↑", "↓"]], t("keys.nextUnread")],
        [[[alt, shift, "↑", "↓"]], t("keys.next")],
        [[["Esc"]], t("keys.read")],
        [[["F6"]], t("keys.panes")],
        [[[alt, "N"]], t("keys.new")],
        [[[alt, "I"]], t("keys.inbox")],
        [[[alt, "U"]], t("keys.firstUnread")],
        [[[alt, "M"]], t("keys.members")],
        [[["?"], [command, "/"]], t("keys.help")],
      ],
    },
    {
      title: t("keys.inComposer"),
      keys: [
        [[[t("keys.key.enter")]], t("keys.send")],
        [[[shift, t("keys.key.enter")]], t("keys.newLine")],
        [[["@"]], t("keys.mention")],
        [[["↑"]], t("keys.editLast")],
        [[[command, "B"]], t("keys.bold")],
        [[[command, "I"]], t("keys.italic")],
        [[[command, "E"]], t("keys.code")],
      ],
    },
    {
      title: t("keys.inMessages"),
      keys: [
        [[["↑"], ["↓"]], t("keys.move")],
        [[[t("keys.key.home")], [t("keys.key.end")]], t("keys.first")],
        [[["R"]], t("keys.replyThis")],
        [[["T"]], t("keys.threadThis")],
        [[["+"]], t("keys.reactThis")],
        [[["E"]], t("keys.editThis")],
        [[["C"]], t("keys.copyThis")],
        [[["L"]], t("keys.linkThis")],
        [[["F"]], t("keys.forwardThis")],
        [[["U"]], t("keys.unreadThis")],
        [[["P"]], t("keys.pinThis")],
        [[["S"]], t("keys.saveThis")],
        [[["H"]], t("keys.hideThis")],
        [[[t("keys.key.delete")]], t("keys.deleteThis")],
      ],
    },
    {
      title: t("keys.inInbox"),
      keys: [
        [[["↑"], ["↓"]], t("keys.move")],
        [[["D"]], t("keys.doneThis")],
      ],
    },
    {
      title: t("keys.inList"),
      keys: [
        [[["↑"], ["↓"]], t("keys.move")],
        [[[t("keys.key.enter")]], t("keys.open")],
      ],
    },
  ] as { title: string; keys: [string[][], string][] }[];

  return (
    <Dialog title={t("keys.title")} size={720} onClose={onClose}>
      <div className={styles.parts}>
        {parts.map(({ title, keys }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl className={styles.keys}>
              {keys.map(([combinations, meaning]) => (
                <Fragment key={meaning}>
                  <dt>
                    {combinations.map((combination) => (
                      <span key={combination.join()} className={styles.combination}>
                        {combination.map((key) => (
                          <Kbd key={key}>{key}</Kbd>
                        ))}
                      </span>
                    ))}
                  </dt>
                  <dd>{meaning}</dd>
                </Fragment>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
