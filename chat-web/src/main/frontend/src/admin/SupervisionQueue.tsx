import { Button, NumberInput, Textarea } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { usePeople } from "@/shell/context";
import { isTyping } from "@/shell/keys";
import { Trouble } from "@/shell/Trouble";
import type { SignOffWish, SupervisedMessage, SupervisionItem, SupervisionRule } from "./compliance";
import { useNumbers } from "./numbers";
import { useAdminApi } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";
import page from "./Overview.module.css";
import panel from "./Panel.module.css";

/** What a message says, once it was opened; nothing if it was destroyed. */
type Opened = { message?: SupervisedMessage };

/**
 * What one is to review, to be worked through by the keys alone if one likes. What a message says is shown only once one has
 * opened it, which is recorded.
 */
export function SupervisionQueue({ rules }: { rules: readonly SupervisionRule[] }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const number = useNumbers();
  const queries = useQueryClient();
  const list = useRef<HTMLUListElement>(null);
  const [opened, setOpened] = useState<Readonly<Record<number, Opened>>>({});
  const [signed, setSigned] = useState<Readonly<Record<number, SupervisionItem>>>({});
  const [escalating, setEscalating] = useState<number>();
  const [at, setAt] = useState(0);
  const { data, error, refetch, isFetching, dataUpdatedAt } = useQuery({
    queryKey: ["admin", "supervision", "mine"],
    queryFn: api.myReviews,
    // What was signed off stays to be seen until one asks for more
    staleTime: Infinity,
  });
  const items = data?.items ?? [];
  const { data: count } = useQuery({
    queryKey: ["admin", "supervision", "waiting"],
    queryFn: api.myWaiting,
  });

  const goTo = (row: number) => list.current?.querySelectorAll<HTMLElement>(":scope > li")[row]?.focus();
  const open = useMutation({
    mutationFn: (item: SupervisionItem) => api.openReview(item.id),
    onSuccess: ({ message }, { id }) =>
      setOpened((before) => ({ ...before, [id]: message === undefined ? {} : { message } })),
  });
  const sign = useMutation({
    mutationFn: ({ item, wish }: { item: SupervisionItem; wish: SignOffWish }) => api.signOff(item.id, wish),
    onSuccess: (now, { item }) => {
      setSigned((before) => ({ ...before, [item.id]: now }));
      setEscalating(undefined);
      goTo(Math.min(items.indexOf(item) + 1, items.length - 1));
      return Promise.all(
        ["figures", "waiting"].map((what) =>
          queries.invalidateQueries({ queryKey: ["admin", "supervision", what] }),
        ),
      );
    },
  });
  const lookAgain = () =>
    Promise.all([refetch(), queries.invalidateQueries({ queryKey: ["admin", "supervision", "waiting"] })]);
  const mayClear = (item: SupervisionItem) => opened[item.id] !== undefined && signed[item.id] === undefined;

  function onKeyDown(event: KeyboardEvent) {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const item = items[at];
    const step = { j: 1, k: -1 }[event.key];
    if (step !== undefined) goTo(at + step);
    else if (!item) return;
    else if (event.key === "o" && opened[item.id] === undefined) open.mutate(item);
    else if (event.key === "c" && mayClear(item)) sign.mutate({ item, wish: { state: "cleared" } });
    else if (event.key === "e" && mayClear(item)) setEscalating(item.id);
    else return;
    event.preventDefault();
  }

  return (
    <section className={page.block} aria-label={t("supervision.queue")}>
      <h2 className={panel.heading}>{t("supervision.queue")}</h2>
      <p className={admin.note}>{t("supervision.queueText")}</p>
      {data && items.length === 0 && <p className={admin.note}>{t("supervision.none")}</p>}
      {count !== undefined && count.waiting > 0 && (
        <p className={admin.note} role="status">
          {t("supervision.waiting", { count: count.waiting, number: number(count.waiting) })}{" "}
          {count.overdue > 0 && (
            <span className={admin.badge} data-tone="danger">
              {t("supervision.late", { count: count.overdue, number: number(count.overdue) })}
            </span>
          )}
        </p>
      )}
      {items.length > 0 && <p className={admin.note}>{t("supervision.keys")}</p>}
      <ul className={admin.list} ref={list} aria-label={t("supervision.queue")} onKeyDown={onKeyDown}>
        {items.map((item, row) => (
          <li
            key={item.id}
            className={admin.block}
            tabIndex={row === Math.min(at, items.length - 1) ? 0 : -1}
            onFocus={() => setAt(row)}
          >
            <div className={admin.known}>
              <About item={signed[item.id] ?? item} rules={rules} asOf={dataUpdatedAt} />
              {opened[item.id] === undefined && signed[item.id] === undefined && (
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => {
                    // It goes away, and the keys work where it was
                    goTo(row);
                    open.mutate(item);
                  }}
                >
                  {t("supervision.open")}
                </Button>
              )}
            </div>
            {opened[item.id] && <Words opened={opened[item.id]!} />}
            {escalating === item.id ? (
              <Escalation
                busy={sign.isPending}
                onEscalate={(wish) => sign.mutate({ item, wish })}
                onClose={() => {
                  setEscalating(undefined);
                  goTo(row);
                }}
              />
            ) : (
              mayClear(item) && (
                <div className={`${admin.actions} ${admin.remark}`}>
                  <Button
                    variant="default"
                    size="xs"
                    onClick={() => sign.mutate({ item, wish: { state: "cleared" } })}
                  >
                    {t("supervision.clear")}
                  </Button>
                  <Button variant="default" size="xs" onClick={() => setEscalating(item.id)}>
                    {t("supervision.escalate")}
                  </Button>
                </div>
              )
            )}
          </li>
        ))}
      </ul>
      <Trouble failure={open.error ?? sign.error ?? (data ? undefined : error)} />
      <Button variant="default" size="xs" mt="sm" loading={isFetching} onClick={() => void lookAgain()}>
        {t("supervision.refresh")}
      </Button>
    </section>
  );
}

function About({
  item,
  rules,
  asOf,
}: {
  item: SupervisionItem;
  rules: readonly SupervisionRule[];
  asOf: number;
}) {
  const { t } = useTranslation("admin");
  const person = usePeople();
  const late = item.state === "open" && Date.parse(item.due) < asOf;
  return (
    <span>
      <span className={admin.faint}>
        <bdi>{person(item.sender)?.displayName ?? String(item.sender)}</bdi> · <When at={item.posted} /> ·{" "}
        {item.conversation}/{item.seq} ·{" "}
        <bdi>{rules.find(({ id }) => id === item.rule)?.name ?? String(item.rule)}</bdi> ·{" "}
        {item.worded ? t("supervision.worded") : t("supervision.drawn")}
      </span>{" "}
      {item.state === "open" ? (
        <span className={admin.badge} data-tone={late ? "danger" : undefined}>
          {t("supervision.due")} <When at={item.due} />
        </span>
      ) : (
        <span className={admin.badge} data-tone={item.state === "escalated" ? "warn" : "good"}>
          {t(`supervision.states.${item.state}`)}
        </span>
      )}
    </span>
  );
}

function Words({ opened: { message } }: { opened: Opened }) {
  const { t } = useTranslation("admin");
  if (!message) return <p className={admin.note}>{t("supervision.destroyed")}</p>;
  return (
    <>
      {message.deleted !== undefined && (
        <span className={admin.badge} data-tone="danger">
          {t("matters.deleted")}
        </span>
      )}
      {message.edited !== undefined && <span className={admin.badge}>{t("matters.edited")}</span>}
      {[...message.earlier, message.body]
        .filter((body) => body !== "")
        .map((body, version) => (
          <p key={version} className={admin.quote}>
            <bdi>{body}</bdi>
          </p>
        ))}
    </>
  );
}

function Escalation({
  busy,
  onEscalate,
  onClose,
}: {
  busy: boolean;
  onEscalate: (wish: SignOffWish) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation("admin");
  const [comment, setComment] = useState("");
  const [matter, setMatter] = useState<number | string>("");
  return (
    <form
      className={`${admin.form} ${admin.remark}`}
      onSubmit={(event) => {
        event.preventDefault();
        onEscalate({
          state: "escalated",
          comment: comment.trim(),
          ...(typeof matter === "number" && { matter }),
        });
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <Textarea
        label={t("supervision.comment")}
        value={comment}
        rows={2}
        maxLength={5000}
        autoFocus
        onChange={(event) => setComment(event.currentTarget.value)}
      />
      <NumberInput
        label={t("supervision.matter")}
        value={matter}
        min={1}
        allowDecimal={false}
        hideControls
        onChange={setMatter}
      />
      <div className={admin.actions}>
        <Button type="submit" size="xs" loading={busy} disabled={comment.trim() === ""}>
          {t("supervision.escalateDo")}
        </Button>
        <Button variant="default" size="xs" onClick={onClose}>
          {t("supervision.leave")}
        </Button>
      </div>
    </form>
  );
}
