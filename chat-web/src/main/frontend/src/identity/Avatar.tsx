import styles from "./Avatar.module.css";

/** Hues that stay apart from each other, also for those who see fewer. */
const HUES = [28, 62, 105, 150, 190, 235, 265, 300, 335];

/** The letters that stand for a name. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words;
  return letters
    .map((word) => [...word].find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? "")
    .join("")
    .toLocaleUpperCase();
}

/** The same for the same id, on every device. */
export function hueOf(id: number): number {
  return HUES[(Math.imul(id, 2654435761) >>> 8) % HUES.length]!;
}

/** Stands beside a name, so it is a picture that readers are not told of, also where it is all that a button shows. */
export function Avatar({ id, name, size = 36 }: { id: number; name: string | undefined; size?: number }) {
  return (
    <span
      aria-hidden
      className={styles.avatar}
      data-initials={name === undefined ? "" : initials(name)}
      style={{ "--hue": hueOf(id), "--size": `${size}px` } as React.CSSProperties}
    />
  );
}
