import { Button, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { PeoplePicker } from "@/identity/PeoplePicker";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { usePeople } from "@/shell/context";
import { dateBefore, endOf, startOf } from "@/shell/days";
import { dayName, listed } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import type { Person } from "@/wire/Api";
import { Clearances } from "./Clearances";
import type { Found, LegalHold, LegalMatter, SearchWish } from "./compliance";
import { Findings } from "./Findings";
import { More } from "./More";
import { NamedDanger } from "./NamedDanger";
import { useNumbers } from "./numbers";
import { Facts, Panel, Section } from "./Panel";
import { useAdminApi, useFresh, useMay } from "./useAdmin";
import { useClearances, useOwnClearances } from "./useClearances";
import { When } from "./When";
import admin from "./Admin.module.css";

/** A matter with its holds, and what is found in them. */
export function MatterPanel({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const person = usePeople();
  const fresh = useFresh();
  const { data, error } = useQuery({ queryKey: ["admin", "matter", id], queryFn: () => api.matter(id) });
  const turn = useMutation({
    mutationFn: (matter: LegalMatter) => (matter.closed ? api.reopenMatter(id) : api.closeMatter(id)),
    onSuccess: fresh,
  });
  return (
    <Panel title={data?.name ?? t("matters.one")} onClose={onClose}>
      {data && (
        <>
          <Section title={t("people.about")}>
            <Facts
              facts={[
                [
                  t("matters.state"),
                  <span key="state" className={admin.badge} data-tone={data.closed ? undefined : "good"}>
                    {data.closed ? t("matters.isClosed") : t("matters.isOpen")}
                  </span>,
                ],
                data.description !== undefined && [
                  t("matters.description"),
                  <bdi key="is">{data.description}</bdi>,
                ],
                [
                  t("matters.opened"),
                  <span key="opened">
                    <When at={data.opened.at} />{" "}
                    {t("matters.by", { name: person(data.opened.by)?.displayName ?? String(data.opened.by) })}
                  </span>,
                ],
                data.closed && [t("matters.closed"), <When key="closed" at={data.closed.at} />],
                data.keywords.length > 0 && [t("matters.keywordsShort"), data.keywords.join(", ")],
              ]}
            />
            {may("change-matters") && (
              <Button
                variant="default"
                size="xs"
                mt="sm"
                loading={turn.isPending}
                onClick={() => turn.mutate(data)}
              >
                {data.closed ? t("matters.reopen") : t("matters.close")}
              </Button>
            )}
            <Trouble failure={turn.error} />
          </Section>
          <Holds matter={data} />
          {may("search-content") && !data.closed && <Clearances matter={data} />}
          {may("search-content") && !data.closed && <Looking matter={data} />}
          {may("request-export") && !data.closed && <Requesting matter={data} />}
        </>
      )}
      <Trouble failure={data ? undefined : error} />
    </Panel>
  );
}

function Holds({ matter }: { matter: LegalMatter }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const fresh = useFresh();
  const [placing, setPlacing] = useState(false);
  const [releasing, setReleasing] = useState<LegalHold>();
  const { data } = useQuery({ queryKey: ["admin", "holds", matter.id], queryFn: () => api.holds(matter.id) });
  return (
    <Section title={t("matters.holds")}>
      {data?.holds.length === 0 && <p className={admin.note}>{t("matters.noHolds")}</p>}
      <ul className={admin.list}>
        {data?.holds.map((hold) => (
          <li key={hold.id} className={admin.block}>
            <Hold hold={hold} />
            {may("change-matters") && !hold.released && (
              <Button variant="default" size="xs" mt={6} onClick={() => setReleasing(hold)}>
                {t("matters.release")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may("change-matters") && !matter.closed && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setPlacing(true)}>
          {t("matters.place")}
        </Button>
      )}
      {placing && <HoldDialog matter={matter} onClose={() => setPlacing(false)} />}
      {releasing && (
        <NamedDanger
          title={t("matters.releaseTitle", { name: releasing.name })}
          text={t("matters.releaseText")}
          confirm={t("matters.releaseDo")}
          name={releasing.name}
          onConfirm={() => api.releaseHold(matter.id, releasing.id).then(fresh)}
          onClose={() => setReleasing(undefined)}
        />
      )}
    </Section>
  );
}

function Hold({ hold }: { hold: LegalHold }) {
  const { t } = useTranslation("admin");
  const person = usePeople();
  const number = useNumbers();
  const names = listed(hold.custodians.map((id) => person(id)?.displayName ?? String(id)));
  return (
    <>
      <p className={admin.blockTitle}>
        <bdi>{hold.name}</bdi>{" "}
        <span className={admin.badge} data-tone={hold.released ? undefined : "warn"}>
          {hold.released ? t("matters.released") : t("policies.held")}
        </span>
      </p>
      <Facts
        facts={[
          hold.custodians.length > 0 && [t("matters.custodians"), names],
          hold.conversations.length > 0 && [
            t("tasks.conversations"),
            <span key="where" className={admin.actions}>
              {hold.conversations.map((id) => (
                <Link key={id} to={`/admin/conversations?row=${id}`}>
                  {id}
                </Link>
              ))}
            </span>,
          ],
          hold.from !== undefined && [t("matters.from"), <When key="from" at={hold.from} />],
          hold.until !== undefined && [t("matters.until"), <Until key="until" end={hold.until} />],
          [t("matters.inForce"), <When key="placed" at={hold.placed.at} />],
          hold.released && [t("matters.released"), <When key="released" at={hold.released.at} />],
          [
            t("matters.acknowledged"),
            hold.notice === undefined
              ? t("matters.silent")
              : t("matters.ackOf", {
                  done: number(hold.acknowledged.length),
                  total: number(hold.custodians.length),
                }),
          ],
        ]}
      />
    </>
  );
}

/** The last day of a hold; where it does not end with a day, the moment. */
function Until({ end }: { end: string }) {
  const day = dateBefore(end);
  if (Date.parse(endOf(day)!) !== Date.parse(end)) return <When at={end} />;
  return <time dateTime={day}>{dayName(startOf(day)!)}</time>;
}

function HoldDialog({ matter, onClose }: { matter: LegalMatter; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const [name, setName] = useState("");
  const [custodians, setCustodians] = useState<Person[]>([]);
  const [conversations, setConversations] = useState("");
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const [notice, setNotice] = useState("");
  const numbers = conversations.split(/[\s,]+/).filter((part) => part !== "");
  const [start, end] = [startOf(from), endOf(until)];
  const place = () =>
    api.placeHold(matter.id, {
      name: name.trim(),
      custodians: custodians.map(({ id }) => id),
      conversations: numbers.map(Number),
      ...(start !== undefined && { from: start }),
      ...(end !== undefined && { until: end }),
      ...(notice.trim() !== "" && { notice: notice.trim() }),
    });
  return (
    <ConfirmDialog
      title={t("matters.placeTitle")}
      text={t("matters.placeText")}
      confirm={t("matters.placeTitle")}
      mayConfirm={name.trim() !== "" && (custodians.length > 0 || numbers.length > 0)}
      onConfirm={() => place().then(fresh)}
      onClose={onClose}
    >
      <div className={admin.form}>
        <TextInput
          label={t("matters.name")}
          value={name}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PeoplePicker label={t("matters.custodians")} chosen={custodians} onChange={setCustodians} />
        <TextInput
          label={t("matters.conversations")}
          value={conversations}
          onChange={(event) => setConversations(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t("matters.from")}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t("matters.until")}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Textarea
          label={t("matters.notice")}
          value={notice}
          autosize
          minRows={2}
          onChange={(event) => setNotice(event.currentTarget.value)}
        />
      </div>
    </ConfirmDialog>
  );
}

/**
 * Reads what others wrote: it says that looking is recorded, asks why, and only then shows it; where another has to clear who
 * looks, by a clearance only. Each page is a search of its own, and is recorded with the same reason; so it is asked for by
 * hand, and never again.
 */
function Looking({ matter }: { matter: LegalMatter }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const [why, setWhy] = useState("");
  const [sought, setSought] = useState("");
  const [tag, setTag] = useState("");
  const { needed } = useClearances(matter.id);
  const own = useOwnClearances(matter.id);
  const [by, setBy] = useState<string>();
  const clearance = own.find(({ id }) => String(id) === by) ?? (by === undefined ? own[0] : undefined);
  const number = useNumbers();
  const [size, setSize] = useState<number | string>("");
  const [found, setFound] = useState<Found & { by: number | undefined; more: SearchWish | undefined }>();
  // Of what was found by a clearance that is over or was taken back nothing stays to be seen
  const shown = found?.by === undefined || own.some(({ id }) => id === found.by) ? found : undefined;
  const look = useMutation({
    mutationFn: (wish: SearchWish) =>
      wish.limit === undefined ? api.searchMatter(matter.id, wish) : api.sampleMatter(matter.id, wish),
    onMutate: ({ after }) => {
      if (!after) setFound(undefined);
    },
    onSuccess: (page, wish) =>
      setFound((before) => ({
        ...page,
        by: wish.clearance,
        found: [...(before?.found ?? []), ...page.found],
        more: page.next && { ...wish, after: page.next },
      })),
  });
  const goesOn = look.variables?.after !== undefined;
  const more = shown?.more;
  return (
    <Section title={t("matters.search")}>
      <p className={admin.note}>{t("matters.searchText")}</p>
      <form
        className={admin.form}
        onSubmit={(event) => {
          event.preventDefault();
          look.mutate({
            reason: why.trim(),
            words: sought.split(/\s+/).filter((word) => word !== ""),
            ...(tag.trim() !== "" && { tag: tag.trim() }),
            ...(typeof size === "number" && { limit: size }),
            ...(clearance && { clearance: clearance.id }),
          });
        }}
      >
        <TextInput
          label={t("matters.reason")}
          value={why}
          maxLength={1000}
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <TextInput
          label={t("matters.words")}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <TextInput
          label={t("matters.tag")}
          value={tag}
          maxLength={50}
          onChange={(event) => setTag(event.currentTarget.value)}
        />
        <NumberInput
          label={t("matters.sample")}
          value={size}
          min={1}
          max={200}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={setSize}
        />
        {own.length > 0 && (
          <NativeSelect
            label={t("clearances.by")}
            value={clearance?.id ?? ""}
            onChange={(event) => setBy(event.currentTarget.value)}
            data={[
              ...own.map(({ id, reason }) => ({ value: String(id), label: `${id}: ${reason}` })),
              ...(needed ? [] : [{ value: "", label: t("clearances.none") }]),
            ]}
          />
        )}
        <Button
          type="submit"
          size="xs"
          loading={look.isPending && !goesOn}
          disabled={look.isPending || why.trim() === "" || (needed === true && !clearance)}
        >
          {t("matters.look")}
        </Button>
      </form>
      <Trouble failure={look.error} />
      {shown?.found.length === 0 && <p className={admin.note}>{t("matters.nothing")}</p>}
      {shown?.of !== undefined && (
        <p className={admin.note}>
          {t("matters.sampled", {
            number: number(shown.found.length),
            of: number(shown.of),
            seed: shown.seed,
          })}
        </p>
      )}
      {shown && <Findings matter={matter.id} found={shown.found} />}
      <More onMore={more && (() => look.mutate(more))} loading={look.isPending && goesOn} />
    </Section>
  );
}

/** Asks for what is held to be handed out; somebody else decides. */
function Requesting({ matter }: { matter: LegalMatter }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const [asking, setAsking] = useState(false);
  const [why, setWhy] = useState("");
  const [sought, setSought] = useState("");
  return (
    <Section title={t("tasks.exports")}>
      <Button variant="default" size="xs" onClick={() => setAsking(true)}>
        {t("exports.request")}
      </Button>
      <p className={admin.note}>
        <Link to={`/admin/exports?matter=${matter.id}`}>{t("exports.all")}</Link>
      </p>
      {asking && (
        <ConfirmDialog
          title={t("exports.requestTitle")}
          text={t("exports.requestText")}
          confirm={t("exports.requestTitle")}
          mayConfirm={why.trim() !== ""}
          onConfirm={() =>
            api
              .requestExport(matter.id, {
                reason: why.trim(),
                words: sought.split(/\s+/).filter((word) => word !== ""),
              })
              .then(fresh)
          }
          onClose={() => setAsking(false)}
        >
          <div className={admin.form}>
            <TextInput
              label={t("matters.reason")}
              value={why}
              maxLength={1000}
              data-autofocus
              onChange={(event) => setWhy(event.currentTarget.value)}
            />
            <TextInput
              label={t("matters.words")}
              value={sought}
              onChange={(event) => setSought(event.currentTarget.value)}
            />
          </div>
        </ConfirmDialog>
      )}
    </Section>
  );
}
