import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MessageText } from "@/message/MessageText";
import { usePeople, useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { reason } from "@/shell/problems";
import { fullTime, momentName } from "@/shell/times";
import type { CaseFile, KeptMessage } from "@/wire/Api";
import { Answer, Decide } from "./Decide";
import { ruledWords, usePlaceName } from "./words";
import styles from "./Reports.module.css";

/** A case in the place of the list of all. */
export function CaseView({ id, onBack }: { id: number; onBack: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<IconArrowLeft size={16} aria-hidden />}
        onClick={onBack}
        data-autofocus
      >
        {t("cases.back")}
      </Button>
      <CaseFileView id={id} onDone={onBack} />
    </>
  );
}

/** A case with what was said, and what one may do about it. */
export function CaseFileView({ id, onDone }: { id: number; onDone: () => void }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { data, error } = useQuery({ queryKey: ["case", id], queryFn: () => api.case(id), staleTime: 0 });
  return (
    <>
      {!data && !error && <span role="status" aria-label={t("cases.loading")} className={dialog.bone} />}
      {error && !data && <p className={dialog.trouble}>{t("app.failed", { why: reason(t, error) })}</p>}
      {data && <Shown file={data} onDone={onDone} />}
    </>
  );
}

function Shown({ file, onDone }: { file: CaseFile; onDone: () => void }) {
  const { t } = useTranslation();
  const person = usePeople();
  const placeOf = usePlaceName();
  const { about, reports, messages } = file;
  const name = person(about.account)?.displayName ?? t("app.somebody");
  const { decision, appeal } = about;
  return (
    <section aria-label={t("cases.one", { name })}>
      <h3 className={styles.title}>
        <bdi>{name}</bdi> · <bdi>{placeOf(about) ?? t("cases.person")}</bdi>
      </h3>
      <ul className={styles.list}>
        {reports.map((report, index) => (
          <li key={index} className={styles.words}>
            <strong>{t(`report.reasons.${report.reason}`)}</strong>
            {report.text !== undefined && (
              <>
                : <bdi>{report.text}</bdi>
              </>
            )}
          </li>
        ))}
      </ul>
      <ol className={styles.messages}>
        {messages.map((message, index) => (
          <Kept key={index} message={message} reported={message.seq === about.seq} />
        ))}
      </ol>
      {decision && (
        <p className={styles.words}>
          <strong>{ruledWords(t, about)}</strong>{" "}
          {t("cases.decidedBy", {
            name: person(decision.by)?.displayName ?? t("app.somebody"),
            time: momentName(decision.at),
          })}{" "}
          {decision.why !== undefined && t("cases.why", { why: decision.why })}
        </p>
      )}
      {appeal && (
        <>
          <p className={styles.words}>
            {t("cases.appealOf", { name })}{" "}
            {appeal.reversed !== undefined && (
              <strong>{t(appeal.reversed ? "cases.appealWon" : "cases.appealLost")}</strong>
            )}
          </p>
          <blockquote className={styles.quote}>{appeal.text}</blockquote>
        </>
      )}
      <Doing file={file} onDone={onDone} />
    </section>
  );
}

function Kept({ message, reported }: { message: KeptMessage; reported: boolean }) {
  const { t } = useTranslation();
  const name = usePeople()(message.sender)?.displayName ?? t("app.somebody");
  const [whole, setWhole] = useState(false);
  return (
    <li className={styles.message} data-reported={reported || undefined}>
      <p className={styles.head}>
        {reported && <span className="only-for-readers">{t("cases.reported")}</span>}
        <bdi className={styles.name}>{name}</bdi>
        <time dateTime={message.at} title={fullTime(message.at)}>
          {momentName(message.at)}
        </time>
      </p>
      <MessageText body={message.body} format={message.format} whole={whole} onWhole={setWhole} />
    </li>
  );
}

/** What one may do now: take it, or decide. */
function Doing({ file: { about }, onDone }: { file: CaseFile; onDone: () => void }) {
  const { t } = useTranslation();
  const { api, me } = useWorkspace();
  const queries = useQueryClient();
  // In the chat and in the console
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ["cases"] }),
      queries.invalidateQueries({ queryKey: ["admin", "cases"] }),
    ]);
  const take = useMutation({
    mutationFn: () => api.takeCase(about.id),
    onSuccess: (file) => queries.setQueryData(["case", about.id], file),
    onSettled: refresh,
  });
  const release = useMutation({
    mutationFn: () => api.releaseCase(about.id),
    onSettled: () => queries.invalidateQueries({ queryKey: ["case", about.id] }).then(refresh),
  });
  if (about.state !== "open" && about.state !== "appealed") return null;
  if (about.taken?.by !== me.id) {
    return (
      <>
        <p className={dialog.trouble} role="alert">
          {take.error && t("app.failed", { why: reason(t, take.error) })}
        </p>
        <div className={styles.foot}>
          {about.taken && <p className={styles.head}>{t("cases.taken")}</p>}
          <Button loading={take.isPending} onClick={() => take.mutate()}>
            {t("cases.take")}
          </Button>
        </div>
      </>
    );
  }
  const Form = about.state === "open" ? Decide : Answer;
  return (
    <Form
      about={about}
      onDone={async () => {
        await queries.invalidateQueries({ queryKey: ["case", about.id], refetchType: "none" });
        await refresh();
        onDone();
      }}
    >
      <Button variant="default" loading={release.isPending} onClick={() => release.mutate()}>
        {t("cases.release")}
      </Button>
    </Form>
  );
}
