import { ActionIcon, Button, Switch } from "@mantine/core";
import { IconArrowBackUp, IconCheck } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { useNaming } from "@/conversation/naming";
import { Dialog } from "@/shell/Dialog";
import { useWorkspace } from "@/shell/context";
import dialog from "@/shell/dialogs.module.css";
import { aVisit, placeOf } from "@/shell/places";
import type { InboxItem } from "@/wire/Api";
import { MessageLine } from "./MessageLine";
import pane from "./MessagePane.module.css";
import styles from "./Inbox.module.css";

/** What concerns oneself, wherever it was said: mentions, and threads with new replies. */
export default function Inbox({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { api, threads } = workspace;
  const [all, setAll] = useState(false);
  // What was done here is shown at once; the server's word follows
  const [said, setSaid] = useState<ReadonlyMap<string, boolean>>(new Map());
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["inbox", all],
    queryFn: ({ pageParam }) => api.inbox(all, pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const items = unique(data?.pages.flatMap((page) => page.items) ?? []);
  const isDone = (item: InboxItem) => said.get(keyOf(item)) ?? item.done ?? false;
  const shown = items.filter((item) => all || !isDone(item));
  const newest = shown[0];

  function note(done: readonly InboxItem[], on: boolean): void {
    setSaid((before) => new Map([...before, ...done.map((item) => [keyOf(item), on] as const)]));
  }

  function finish(item: InboxItem, on: boolean): void {
    const { conversation, seq, replies } = item.message;
    note([item], on);
    if (item.kind === "mention") workspace.done(conversation, seq, on);
    else if (replies) threads.read(conversation, seq, replies.seq);
  }

  function finishAll(): void {
    note(shown, true);
    workspace.tidy(newest!.at);
    for (const { kind, message } of shown)
      if (kind === "thread" && message.replies)
        threads.read(message.conversation, message.seq, message.replies.seq);
  }

  return (
    <Dialog title={t("inbox.title")} size={620} onClose={onClose}>
      <div onKeyDown={onKeyDown}>
        <div className={styles.head}>
          <Switch
            size="xs"
            checked={all}
            onChange={(event) => setAll(event.currentTarget.checked)}
            label={t("inbox.all")}
          />
          <Button variant="default" size="xs" disabled={!newest} onClick={finishAll}>
            {t("inbox.finishAll")}
          </Button>
        </div>
        <div className={dialog.scroll} tabIndex={-1}>
          {!data && !error && <span role="status" aria-label={t("inbox.loading")} className={dialog.bone} />}
          {error && !data && <p className={dialog.trouble}>{t("inbox.failed")}</p>}
          {data && shown.length === 0 && !hasNextPage && <p className={dialog.text}>{t("inbox.none")}</p>}
          <ul className={pane.rows}>
            {shown.map((item) => (
              <Item key={keyOf(item)} item={item} done={isDone(item)} onDone={(on) => finish(item, on)} />
            ))}
          </ul>
          {hasNextPage && (
            <Button
              variant="default"
              size="xs"
              loading={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              {t("saved.more")}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );

  function onKeyDown(event: React.KeyboardEvent<HTMLElement>): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const lines = [...event.currentTarget.querySelectorAll("li")];
    const here = lines.findIndex((line) => line.contains(document.activeElement));
    if (event.key === "d" && here >= 0) {
      event.preventDefault();
      const item = shown[here]!;
      // The next one takes the place of what goes
      if (!all) focusLine(lines[here + 1] ?? lines[here - 1]);
      finish(item, !isDone(item));
      return;
    }
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: lines.length - 1 }[event.key];
    if (to === undefined || !lines[to]) return;
    event.preventDefault();
    focusLine(lines[to]);
  }
}

function focusLine(line: Element | undefined): void {
  line?.querySelector("button")?.focus();
}

interface ItemProps {
  item: InboxItem;
  done: boolean;
  onDone: (on: boolean) => void;
}

function Item({ item, done, onDone }: ItemProps) {
  const { t } = useTranslation();
  const { store } = useWorkspace();
  const navigate = useNavigate();
  const nameOf = useNaming();
  const { conversation, seq, thread } = item.message;
  const about = store.conversation(conversation)?.about;
  const isNew = item.kind === "thread" ? !done : item.read === false && !done;
  const root = item.kind === "thread" ? seq : thread;
  const address = placeOf(conversation, seq) + (root === undefined ? "" : `?details=thread-${root}`);
  const what =
    item.kind === "thread" ? t("inbox.replies", { count: item.unread ?? 0 }) : t("inbox.mentioned");
  const label = t(done ? "inbox.back" : item.kind === "thread" ? "inbox.read" : "inbox.done");
  return (
    <MessageLine
      message={item.message}
      {...(about && { place: `${nameOf(about)} · ${what}` })}
      mark={
        <span className={styles.mark} data-new={isNew || undefined}>
          {isNew && <span className="only-for-readers">{t("messages.newOnes")}</span>}
        </span>
      }
      onOpen={() => void navigate(address, { replace: true, state: aVisit() })}
    >
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        className={pane.tool}
        aria-label={label}
        title={label}
        disabled={done && item.kind === "thread"}
        onClick={() => onDone(!done)}
      >
        {done ? <IconArrowBackUp size={16} stroke={1.8} /> : <IconCheck size={16} stroke={1.8} />}
      </ActionIcon>
    </MessageLine>
  );
}

function keyOf({ kind, message: { conversation, seq } }: InboxItem): string {
  return `${kind}/${conversation}/${seq}`;
}

/** What moved between two pages is in both of them. */
function unique(items: readonly InboxItem[]): InboxItem[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
