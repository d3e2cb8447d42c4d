import { UnstyledButton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useId, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/shell/Dialog";
import { usePeople, useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { reason } from "@/shell/problems";
import { momentName } from "@/shell/times";
import type { Message, Poll } from "@/wire/wire";
import type { MessageRights } from "./tools";
import styles from "./asked.module.css";

interface Props {
  message: Message;
  poll: Poll;
  rights: MessageRights;
  stop: boolean;
}

/** Longer waits a browser does not keep. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** What can be voted on, how often it was, and what one has chosen oneself. */
export function PollBox({ message, poll, rights, stop }: Props) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { responses, me } = workspace;
  const { choices } = useSyncExternalStore(responses.subscribe, () => responses.of(message));
  const over = useIsOver(poll);
  const [asks, setAsks] = useState(false);
  const closed = over || !rights.react;
  // The same poll may be shown beside the conversation, too
  const name = useId();
  const choose = (option: number, on: boolean) =>
    responses.vote(
      message,
      poll.multiple ? (on ? [...choices, option] : choices.filter((one) => one !== option)) : [option],
    );
  return (
    <fieldset className={styles.poll} data-testid="poll">
      <legend className="only-for-readers">{t("polls.title")}</legend>
      {poll.options.map(({ text, votes }, option) => (
        <label key={option} className={styles.option} data-over={closed || undefined}>
          <span
            className={styles.share}
            style={{ width: `${poll.voters > 0 ? Math.round((100 * votes) / poll.voters) : 0}%` }}
            aria-hidden
          />
          <input
            type={poll.multiple ? "checkbox" : "radio"}
            name={name}
            checked={choices.includes(option)}
            disabled={closed}
            tabIndex={stop ? 0 : -1}
            onChange={(event) => choose(option, event.currentTarget.checked)}
          />
          <bdi className={styles.optionText}>{text}</bdi>
          <span className={styles.votes} aria-hidden>
            {votes}
          </span>
          <span className="only-for-readers">{t("polls.votes", { count: votes })}</span>
        </label>
      ))}
      <div className={styles.answer}>
        <span>
          {[
            t("polls.voters", { count: poll.voters }),
            poll.multiple && t("polls.multiple"),
            poll.anonymous && t("polls.anonymous"),
            over ? t("polls.over") : poll.ends && t("polls.ends", { time: momentName(poll.ends) }),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
        {!closed && choices.length > 0 && (
          <UnstyledButton
            className={styles.remedy}
            tabIndex={stop ? 0 : -1}
            onClick={() => responses.vote(message, [])}
          >
            {t("polls.withdraw")}
          </UnstyledButton>
        )}
        {!poll.anonymous && poll.voters > 0 && (
          <UnstyledButton className={styles.remedy} tabIndex={stop ? 0 : -1} onClick={() => setAsks(true)}>
            {t("polls.who")}
          </UnstyledButton>
        )}
        {!closed && (message.sender === me.id || rights.removeOthers) && (
          <UnstyledButton
            className={styles.remedy}
            tabIndex={stop ? 0 : -1}
            onClick={() => workspace.closePoll(message)}
          >
            {t("polls.close")}
          </UnstyledButton>
        )}
      </div>
      {asks && <VotersDialog message={message} poll={poll} onClose={() => setAsks(false)} />}
    </fieldset>
  );
}

/** Whether it is over; a poll that ends by itself ends while one looks at it. */
function useIsOver({ closed, ends }: Poll): boolean {
  const [now, setNow] = useState(Date.now);
  const left = ends === undefined ? Infinity : Date.parse(ends) - now;
  useEffect(() => {
    if (left <= 0 || left === Infinity) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.min(left, LONGEST_WAIT_MS));
    return () => clearTimeout(timer);
  }, [left]);
  return closed !== undefined || left <= 0;
}

function VotersDialog({ message, poll, onClose }: { message: Message; poll: Poll; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("polls.who")} size={440} onClose={onClose}>
      <div className={dialog.scroll} tabIndex={0} role="region" aria-label={t("polls.who")}>
        {poll.options.map(({ text }, option) => (
          <Voters key={option} message={message} option={option} text={text} />
        ))}
      </div>
    </Dialog>
  );
}

function Voters({ message, option, text }: { message: Message; option: number; text: string }) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const person = usePeople();
  const { conversation, seq, rev } = message;
  const { data, error, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: ["voters", conversation, seq, rev, option],
    queryFn: ({ pageParam }) => api.voters(conversation, seq, option, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  return (
    <section>
      <h3 className={dialog.section}>
        <bdi>{text}</bdi>
      </h3>
      {error && !data && <p className={dialog.trouble}>{t("app.failed", { why: reason(t, error) })}</p>}
      <ul className={styles.names}>
        {data?.pages
          .flatMap((page) => page.accounts)
          .map((account) => (
            <li key={account}>
              <bdi>{person(account)?.displayName ?? t("app.somebody")}</bdi>
            </li>
          ))}
      </ul>
      {hasNextPage && (
        <UnstyledButton className={styles.remedy} onClick={() => void fetchNextPage()}>
          {t("saved.more")}
        </UnstyledButton>
      )}
    </section>
  );
}
