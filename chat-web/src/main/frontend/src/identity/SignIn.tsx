import { Button, PasswordInput, TextInput, UnstyledButton } from "@mantine/core";
import { useEffect, useId, useRef, useState, type SyntheticEvent } from "react";
import { useTranslation } from "react-i18next";
import { languages, speak, type Language } from "@/shell/i18n";
import { entitle } from "@/shell/title";
import { Refused } from "@/wire/http";
import { deviceName } from "./deviceName";
import type { Session } from "./Session";
import styles from "./SignIn.module.css";

/** What went wrong with the last try. */
type Trouble =
  | { kind: "missing" | "wrong" | "away" }
  | { kind: "throttled"; until: number }
  | { kind: "refused"; detail: string };

const LAST_NAME = "parley.username";
const LAST_ORGANIZATION = "parley.organization";

export function SignIn({ session }: { session: Session }) {
  const { t } = useTranslation();
  const [organization, setOrganization] = useState(() => localStorage.getItem(LAST_ORGANIZATION) ?? "");
  const [elsewhere, setElsewhere] = useState(organization !== "");
  const [username, setUsername] = useState(() => localStorage.getItem(LAST_NAME) ?? "");
  const [password, setPassword] = useState("");
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const nameField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);
  const troubleId = useId();
  const wait = useSecondsUntil(trouble?.kind === "throttled" ? trouble.until : undefined);

  useEffect(() => {
    const end = entitle(t("signIn.title"));
    (nameField.current?.value ? passwordField : nameField).current?.focus();
    return end;
  }, [t]);

  async function submit(event: SyntheticEvent) {
    event.preventDefault();
    if (busy) return;
    if (username.trim() === "" || password === "") {
      setTrouble({ kind: "missing" });
      (username.trim() === "" ? nameField : passwordField).current?.focus();
      return;
    }
    setBusy(true);
    setTrouble(undefined);
    try {
      const where = elsewhere && organization.trim() !== "" ? { organization: organization.trim() } : {};
      await session.signIn({ ...where, username: username.trim(), password }, deviceName());
      localStorage.setItem(LAST_NAME, username.trim());
      if (where.organization) localStorage.setItem(LAST_ORGANIZATION, where.organization);
      else localStorage.removeItem(LAST_ORGANIZATION);
    } catch (failure) {
      setTrouble(troubleOf(failure));
      setBusy(false);
      passwordField.current?.focus();
      passwordField.current?.select();
    }
  }

  return (
    <main className={styles.page}>
      <form className={styles.card} onSubmit={(event) => void submit(event)} noValidate>
        <img src="/favicon.svg" alt="" width={40} height={40} />
        <h1 className={styles.title}>{t("signIn.title")}</h1>
        {session.endedByServer && !trouble && (
          <p className={styles.note} role="status">
            {t("signIn.ended")}
          </p>
        )}
        {elsewhere && (
          <TextInput
            label={t("signIn.organization")}
            value={organization}
            onChange={(event) => setOrganization(event.currentTarget.value)}
            autoComplete="organization"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
        <TextInput
          ref={nameField}
          label={t("signIn.username")}
          name="username"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
        />
        <PasswordInput
          ref={passwordField}
          label={t("signIn.password")}
          name="password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          aria-invalid={trouble?.kind === "wrong" || undefined}
          aria-describedby={trouble ? troubleId : undefined}
          visibilityToggleButtonProps={{ "aria-label": t("signIn.showPassword"), tabIndex: 0 }}
        />
        <div id={troubleId} role="alert" className={styles.trouble}>
          {trouble && words(trouble)}
        </div>
        <Button type="submit" fullWidth loading={busy} disabled={wait > 0}>
          {t("signIn.submit")}
        </Button>
        {!elsewhere && (
          <UnstyledButton className={styles.link} type="button" onClick={() => setElsewhere(true)}>
            {t("signIn.otherOrganization")}
          </UnstyledButton>
        )}
      </form>
      <LanguageChoice />
    </main>
  );

  function words(what: Trouble): string {
    switch (what.kind) {
      case "throttled":
        return wait > 0 ? t("signIn.throttled", { seconds: wait }) : "";
      case "refused":
        return t("signIn.refused", { detail: what.detail });
      default:
        return t(`signIn.${what.kind}`);
    }
  }
}

function troubleOf(failure: unknown): Trouble {
  if (!(failure instanceof Refused)) return { kind: "away" };
  const { code, detail, retryAfter, status } = failure.problem;
  if (code === "auth.failed" || status === 401) return { kind: "wrong" };
  if (status === 429) return { kind: "throttled", until: Date.now() + (retryAfter ?? 30_000) };
  if (status === 503) return { kind: "away" };
  return { kind: "refused", detail };
}

function useSecondsUntil(until: number | undefined): number {
  const left = () => (until === undefined ? 0 : Math.max(0, Math.ceil((until - Date.now()) / 1000)));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const tick = () => setSeconds(left());
    tick();
    if (until === undefined) return;
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- `left` is a function of `until` alone
  }, [until]);
  return seconds;
}

function LanguageChoice() {
  const { t, i18n } = useTranslation();
  return (
    <nav className={styles.languages} aria-label={t("signIn.language")}>
      {Object.entries(languages).map(([tag, name]) => (
        <UnstyledButton
          key={tag}
          lang={tag}
          className={styles.link}
          aria-current={i18n.language === tag || undefined}
          onClick={() => void speak(tag as Language)}
        >
          {name}
        </UnstyledButton>
      ))}
    </nav>
  );
}
