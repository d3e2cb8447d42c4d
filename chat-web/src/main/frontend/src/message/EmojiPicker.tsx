import { TextInput, UnstyledButton } from "@mantine/core";
import { useEffect, useId, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { customEmojis } from "./customEmoji";
import { EmojiSign } from "./EmojiSign";
import { choose, found, frequent, groups, loadEmoji, type Emoji } from "./emoji";
import styles from "./EmojiPicker.module.css";

const OWN = -2;

/** Finds one emoji, by words or by eye. With the keyboard: down into the grid, arrows there, Enter. */
export default function EmojiPicker({ onPick }: { onPick: (emoji: string) => void }) {
  const { t, i18n } = useTranslation();
  const [all, setAll] = useState<readonly Emoji[]>();
  const [failed, setFailed] = useState(false);
  const [text, setText] = useState("");
  const names = useSyncExternalStore(customEmojis.subscribe, () => customEmojis.names);
  const own = useMemo(
    () => names.map((name): Emoji => ({ unicode: `:${name}:`, label: name, group: OWN })),
    [names],
  );
  const [first] = useState(() =>
    frequent().filter((emoji) => !emoji.startsWith(":") || customEmojis.pictureOf(emoji) !== undefined),
  );
  const grid = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    // Loaded late, so it takes the focus itself; on glass that would bring the keyboard
    if (!window.matchMedia("(pointer: coarse)").matches) field.current?.focus();
  }, []);
  useEffect(() => {
    let over = false;
    loadEmoji(i18n.language).then(
      (loaded) => !over && setAll(loaded),
      () => !over && setFailed(true),
    );
    return () => {
      over = true;
    };
  }, [i18n.language]);
  const shown = useMemo(() => found([...own, ...(all ?? [])], text), [own, all, text]);
  const pick = (emoji: string) => {
    choose(emoji);
    onPick(emoji);
  };
  const searching = text.trim() !== "";
  const labels = useMemo(() => new Map(all?.map(({ unicode, label }) => [unicode, label])), [all]);

  return (
    <div className={styles.picker} onKeyDown={onKeyDown}>
      <TextInput
        size="sm"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        placeholder={t("emoji.find")}
        aria-label={t("emoji.find")}
        ref={field}
      />
      <div ref={grid} className={styles.scroller} data-testid="emoji">
        {!searching && (
          <Group
            title={t("emoji.frequent")}
            emoji={first.map((unicode) => ({ unicode, label: labels.get(unicode) ?? unicode, group: -1 }))}
            onPick={pick}
          />
        )}
        {searching ? (
          <Group title={t("emoji.found")} emoji={shown} onPick={pick} />
        ) : (
          <>
            <Group title={t("emoji.own")} emoji={own} onPick={pick} />
            {groups.map((group) => (
              <Group
                key={group}
                title={t(`emoji.group.${group}`)}
                emoji={shown.filter((emoji) => emoji.group === group)}
                onPick={pick}
              />
            ))}
          </>
        )}
        {searching && all && shown.length === 0 && <p className={styles.note}>{t("emoji.none")}</p>}
        {failed && <p className={styles.note}>{t("emoji.failed")}</p>}
      </div>
    </div>
  );

  function onKeyDown(event: React.KeyboardEvent): void {
    const buttons = [...(grid.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const here = buttons.indexOf(event.target as HTMLElement);
    if (here < 0) {
      if (event.key === "ArrowDown") move(buttons[0]);
      // Whoever has found it need not go there
      if (event.key === "Enter" && searching && shown[0]) {
        event.preventDefault();
        pick(shown[0].unicode);
      }
      return;
    }
    const onward = document.dir === "rtl" ? -1 : 1;
    const next = {
      ArrowRight: () => buttons[here + onward],
      ArrowLeft: () => buttons[here - onward],
      ArrowDown: () => nearest(buttons, here, 1),
      ArrowUp: () => nearest(buttons, here, -1) ?? searchOf(grid.current),
      Home: () => buttons[0],
      End: () => buttons.at(-1),
    }[event.key];
    if (next) move(next());

    function move(to: HTMLElement | null | undefined): void {
      event.preventDefault();
      to?.focus();
    }
  }
}

function searchOf(grid: HTMLElement | null): HTMLElement | null | undefined {
  return grid?.parentElement?.querySelector("input");
}

/** The button in the next line that stands below or above this one; lines end where a group does. */
function nearest(buttons: HTMLElement[], here: number, step: 1 | -1): HTMLElement | undefined {
  const from = buttons[here]!;
  let best: HTMLElement | undefined;
  for (let at = here + step; at >= 0 && at < buttons.length; at += step) {
    const button = buttons[at]!;
    if (button.offsetTop === from.offsetTop) continue;
    if (best && button.offsetTop !== best.offsetTop) break;
    if (!best || distance(button) < distance(best)) best = button;
  }
  return best;

  function distance(button: HTMLElement): number {
    return Math.abs(button.offsetLeft - from.offsetLeft);
  }
}

interface GroupProps {
  title: string;
  emoji: readonly Emoji[];
  onPick: (emoji: string) => void;
}

function Group({ title, emoji, onPick }: GroupProps) {
  const id = useId();
  if (emoji.length === 0) return null;
  return (
    <div className={styles.group} role="group" aria-labelledby={id}>
      <p id={id} className={styles.title}>
        {title}
      </p>
      <div className={styles.grid}>
        {emoji.map(({ unicode, label }) => (
          <UnstyledButton
            key={unicode}
            className={styles.emoji}
            aria-label={label}
            title={label}
            tabIndex={-1}
            onClick={() => onPick(unicode)}
          >
            <EmojiSign emoji={unicode} />
          </UnstyledButton>
        ))}
      </div>
    </div>
  );
}
