import { Popover, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationState } from "@/delivery/Store";
import { useConnection, usePending, usePeople, useWorkspace } from "@/shell/context";
import { clockTime, fullTime } from "@/shell/times";
import type { AccountId, ConversationId, Position, Seq } from "@/wire/wire";
import styles from "./ReceiptLine.module.css";

const MOST_NAMES = 2;
/** Where nobody is named nothing is told by itself. */
const COUNT_AGAIN_MS = 15_000;

/** How far the newest message, if it is one's own, has come. Beside the line that says who is writing: nothing moves. */
export function ReceiptLine({ state }: { state: ConversationState }) {
  const { me } = useWorkspace();
  const { last, about, left, id } = state;
  const waits = usePending().some((item) => item.conversation === id && item.state !== "sent");
  const shown =
    left === undefined &&
    !waits &&
    about.receipts !== "off" &&
    about.with !== me.id &&
    last?.sender === me.id &&
    last.format !== "system" &&
    last.thread === undefined &&
    !last.deleted;
  return (
    <div className={styles.line} data-testid="receipt">
      {shown && <Receipt state={state} id={id} seq={last.seq} />}
    </div>
  );
}

interface Props {
  id: ConversationId;
  seq: Seq;
}

function Receipt({ state, id, seq }: Props & { state: ConversationState }) {
  const { t } = useTranslation();
  const { receipts } = useWorkspace();
  const { phase } = useConnection();
  const [open, setOpen] = useState(false);
  const policy = state.about.receipts;
  useEffect(() => {
    if (phase === "live") void receipts.load(id);
  }, [receipts, id, phase, policy]);
  const positions = useSyncExternalStore(receipts.subscribe, () => receipts.positions(id));
  const direct = state.about.kind === "direct";
  const named = useNamed(positions, seq, direct);
  const counted = useCounted({ id, seq }, positions === null);
  const words = named ?? counted;
  if (words === undefined) return null;
  if (direct) return <span>{words}</span>;
  return (
    <Popover opened={open} onChange={setOpen} position="top-end" width={260} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={styles.button} aria-expanded={open} onClick={() => setOpen(!open)}>
          {words}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("receipts.title")}>
        <SeenBy id={id} seq={seq} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** In words, with the names of some who have read it. */
function useNamed(
  positions: ReadonlyMap<AccountId, Position> | null | undefined,
  seq: Seq,
  direct: boolean,
): string | undefined {
  const { t } = useTranslation();
  const person = usePeople();
  if (!positions) return undefined;
  const others = [...positions.values()];
  const readers = others.filter(({ read }) => read >= seq);
  if (readers.length > 0) {
    if (direct) return t("receipts.seen");
    const names = readers
      .slice(0, MOST_NAMES)
      .map(({ account }) => person(account)?.displayName ?? t("app.somebody"));
    const more = readers.length - names.length;
    return more > 0
      ? t("receipts.seenByMore", { names: names.join(", "), more })
      : t("receipts.seenBy", { names: names.join(", ") });
  }
  return t(others.some(({ delivered }) => delivered >= seq) ? "receipts.delivered" : "receipts.sent");
}

/** The same where nobody is named. */
function useCounted({ id, seq }: Props, wanted: boolean): string | undefined {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const { data } = useQuery({
    queryKey: ["receipts", id, seq],
    queryFn: () => api.receipts(id, seq),
    enabled: wanted,
    retry: false,
    refetchInterval: (query) => (query.state.error ? false : COUNT_AGAIN_MS),
  });
  if (!wanted || !data || data.accounts) return undefined;
  return data.read > 0
    ? t("receipts.seenByCount", { count: data.read, members: data.members })
    : t(data.delivered > 0 ? "receipts.delivered" : "receipts.sent");
}

/** Who has read a message, and when, and to whom it has only come. */
function SeenBy({ id, seq }: Props) {
  const { t } = useTranslation();
  const { api } = useWorkspace();
  const person = usePeople();
  const { data, error } = useQuery({
    queryKey: ["receipts", id, seq],
    queryFn: () => api.receipts(id, seq),
    staleTime: 0,
  });
  if (error && !data) return <p className={styles.text}>{t("receipts.failed")}</p>;
  if (!data) return <span role="status" aria-label={t("receipts.loading")} className={styles.bone} />;
  return (
    <>
      <p className={styles.text}>{t("receipts.seenByCount", { count: data.read, members: data.members })}</p>
      {data.accounts ? (
        <ul className={styles.people}>
          {data.accounts.map(({ account, read, at }) => (
            <li key={account} className={styles.person}>
              <bdi className={styles.name}>{person(account)?.displayName ?? t("app.somebody")}</bdi>
              <span className={styles.when} title={at && fullTime(at)}>
                {at ? clockTime(at) : t(read ? "receipts.seen" : "receipts.delivered")}
              </span>
            </li>
          ))}
        </ul>
      ) : (
        <p className={styles.text}>{t("receipts.nobodyNamed")}</p>
      )}
    </>
  );
}
