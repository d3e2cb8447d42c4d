import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePresence, useWorkspace } from "@/shell/context";
import type { AccountId, ShownStatus } from "@/wire/wire";
import styles from "./PresenceDot.module.css";

/** A shape for each status, for those who cannot tell the colours apart. */
const shapes: Record<Exclude<ShownStatus, "unknown">, ReactNode> = {
  online: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  away: (
    <>
      <circle cx="6" cy="6" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 1.5a4.5 4.5 0 0 1 0 9z" fill="currentColor" />
    </>
  ),
  busy: (
    <>
      <circle cx="6" cy="6" r="4.5" fill="currentColor" />
      <rect x="3.4" y="5.1" width="5.2" height="1.8" rx="0.5" fill="#fff" />
    </>
  ),
  offline: <circle cx="6" cy="6" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  invisible: (
    <circle
      cx="6"
      cy="6"
      r="3.75"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="2 1.6"
    />
  ),
};

export function StatusShape({ status }: { status: ShownStatus }) {
  return (
    <span className={styles.inline} data-status={status} aria-hidden>
      {status !== "unknown" && <svg viewBox="0 0 12 12">{shapes[status]}</svg>}
    </span>
  );
}

/** A picture of somebody with a dot at its corner that says how they look. */
export function WithPresence({ account, children }: { account: AccountId; children: ReactNode }) {
  const { t } = useTranslation();
  const mark = useRef<HTMLSpanElement>(null);
  const seen = usePresence(account);
  useShown(account, mark);
  const status = seen?.status;
  return (
    <span className={styles.with}>
      {children}
      {status === undefined || status === "unknown" ? (
        <span ref={mark} className={styles.dot} aria-hidden />
      ) : (
        <span
          ref={mark}
          className={styles.dot}
          data-status={status}
          role="img"
          aria-label={t(`presence.${status}`)}
          title={[t(`presence.${status}`), seen?.text].filter(Boolean).join(": ")}
        >
          <svg viewBox="0 0 12 12" aria-hidden>
            {shapes[status]}
          </svg>
        </span>
      )}
    </span>
  );
}

/** Only those who can be seen are watched. */
function useShown(account: AccountId, mark: React.RefObject<HTMLSpanElement | null>): void {
  const { presence } = useWorkspace();
  useEffect(() => {
    let hide: (() => void) | undefined;
    const observer = new IntersectionObserver((entries) => {
      const visible = entries.at(-1)?.isIntersecting ?? false;
      if (visible) hide ??= presence.show(account);
      else {
        hide?.();
        hide = undefined;
      }
    });
    // What is not visible by style still has its place on the screen
    if (mark.current?.parentElement) observer.observe(mark.current.parentElement);
    return () => {
      observer.disconnect();
      hide?.();
    };
  }, [account, mark, presence]);
}
