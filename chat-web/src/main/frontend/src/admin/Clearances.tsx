import { Button, NumberInput, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { usePeople, useWorkspace } from "@/shell/context";
import { endOf, startOf } from "@/shell/days";
import { Trouble } from "@/shell/Trouble";
import type { AccountId } from "@/wire/wire";
import type { LegalMatter } from "./compliance";
import { More } from "./More";
import { useNumbers } from "./numbers";
import { Facts, Section } from "./Panel";
import { useAdminApi, useFresh, useMay } from "./useAdmin";
import { useClearances, useCurrentClearances, type ShownClearance } from "./useClearances";
import { When } from "./When";
import admin from "./Admin.module.css";
import panel from "./Panel.module.css";

const USUAL_HOURS = 24;
const MOST_HOURS = 168;
const tones = {
  requested: "warn",
  denied: undefined,
  given: "good",
  over: undefined,
  revoked: undefined,
} as const;

/** Four eyes: who may look at what is held for a matter, and who has let them. */
export function Clearances({ matter }: { matter: LegalMatter }) {
  const { t } = useTranslation("admin");
  const [asking, setAsking] = useState(false);
  const { needed, clearances, more, loading, failure } = useClearances(matter.id);
  return (
    <Section title={t("clearances.title")}>
      {needed !== undefined && (
        <p className={admin.note}>{t(needed ? "clearances.needed" : "clearances.notNeeded")}</p>
      )}
      <ul className={admin.list} aria-label={t("clearances.title")}>
        {clearances.map((clearance) => (
          <li key={clearance.id} className={admin.block}>
            <One clearance={clearance} />
          </li>
        ))}
      </ul>
      <More onMore={more} loading={loading} />
      <Trouble failure={failure} />
      <Button variant="default" size="xs" mt="sm" onClick={() => setAsking(true)}>
        {t("clearances.request")} …
      </Button>
      {asking && <RequestDialog matter={matter} onClose={() => setAsking(false)} />}
    </Section>
  );
}

function One({ clearance }: { clearance: ShownClearance }) {
  const { t } = useTranslation("admin");
  const { me } = useWorkspace();
  const may = useMay();
  const api = useAdminApi();
  const nameOf = useNames();
  const number = useNumbers();
  const fresh = useFresh();
  const decide = useMutation({
    mutationFn: (deed: "give" | "deny") => api.decideClearance(clearance.id, deed),
    onSuccess: fresh,
  });
  const { requested, decided, revoked, state } = clearance;
  const own = requested.by === me.id;
  return (
    <>
      <p className={admin.blockTitle}>
        <bdi>{nameOf(requested.by)}</bdi>{" "}
        <span className={admin.badge} data-tone={tones[state]}>
          {t(`clearances.states.${state}`)}
        </span>
      </p>
      <Facts
        facts={[
          [t("exports.why"), <bdi key="why">{clearance.reason}</bdi>],
          clearance.conversation !== undefined && [
            t("clearances.conversation"),
            String(clearance.conversation),
          ],
          clearance.from !== undefined && [t("matters.from"), <When key="from" at={clearance.from} />],
          clearance.until !== undefined && [t("matters.until"), <When key="until" at={clearance.until} />],
          [t("exports.requested"), <When key="requested" at={requested.at} />],
          decided && [
            t("exports.decided"),
            <span key="decided">
              <When at={decided.at} /> {t("matters.by", { name: nameOf(decided.by) })}
            </span>,
          ],
          revoked
            ? [
                t("clearances.revoked"),
                <span key="revoked">
                  <When at={revoked.at} /> {t("matters.by", { name: nameOf(revoked.by) })}
                </span>,
              ]
            : lasts(t, number, clearance),
        ]}
      />
      {state === "requested" && own && <p className={admin.note}>{t("exports.fourEyes")}</p>}
      {state === "requested" && !own && may("give-clearance") && (
        <div className={admin.actions}>
          <Button size="xs" disabled={decide.isPending} onClick={() => decide.mutate("give")}>
            {t("clearances.give")}
          </Button>
          <Button
            variant="default"
            size="xs"
            disabled={decide.isPending}
            onClick={() => decide.mutate("deny")}
          >
            {t("clearances.deny")}
          </Button>
        </div>
      )}
      {isCurrent(state) && (own || decided?.by === me.id) && <TakeBack clearance={clearance} />}
      <Trouble failure={decide.error} />
    </>
  );
}

function useNames(): (account: AccountId) => string {
  const person = usePeople();
  return (account) => person(account)?.displayName ?? String(account);
}

function isCurrent(state: ShownClearance["state"]): boolean {
  return state === "requested" || state === "given";
}

/** How long it is for, or until when. */
function lasts(
  t: TFunction<"admin">,
  number: (value: number) => string,
  { hours, ends }: Pick<ShownClearance, "hours" | "ends">,
) {
  return ends === undefined
    ? ([t("clearances.hours"), number(hours)] as const)
    : ([t("clearances.ends"), <When key="ends" at={ends} />] as const);
}

function TakeBack({ clearance: { id, requested } }: { clearance: Pick<ShownClearance, "id" | "requested"> }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const nameOf = useNames();
  const fresh = useFresh();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="light" color="red" size="xs" mt={6} onClick={() => setAsking(true)}>
        {t("clearances.takeBack")} …
      </Button>
      {asking && (
        <ConfirmDialog
          title={t("clearances.takeBackTitle")}
          text={t("clearances.takeBackText", { name: nameOf(requested.by) })}
          confirm={t("clearances.takeBack")}
          danger
          onConfirm={() => api.revokeClearance(id).then(fresh)}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** Who is cleared for whatever matter, or waits for it; for who keeps the system. */
export function CurrentClearances() {
  const { t } = useTranslation("admin");
  const nameOf = useNames();
  const number = useNumbers();
  const { clearances, more, loading, failure } = useCurrentClearances();
  return (
    <>
      <h2 className={panel.heading}>{t("clearances.current")}</h2>
      <p className={admin.note}>{t("clearances.currentText")}</p>
      {clearances?.length === 0 && <p className={admin.note}>{t("clearances.nobody")}</p>}
      <ul className={admin.list} aria-label={t("clearances.current")}>
        {clearances?.map((clearance) => (
          <li key={clearance.id} className={admin.block}>
            <p className={admin.blockTitle}>
              <bdi>{nameOf(clearance.requested.by)}</bdi>{" "}
              <span className={admin.badge} data-tone={tones[clearance.state]}>
                {t(`clearances.states.${clearance.state}`)}
              </span>
            </p>
            <Facts
              facts={[
                [t("exports.requested"), <When key="requested" at={clearance.requested.at} />],
                clearance.decided && [
                  t("exports.decided"),
                  <span key="decided">
                    <When at={clearance.decided.at} />{" "}
                    {t("matters.by", { name: nameOf(clearance.decided.by) })}
                  </span>,
                ],
                lasts(t, number, clearance),
              ]}
            />
            <TakeBack clearance={clearance} />
          </li>
        ))}
      </ul>
      <More onMore={more} loading={loading} />
      <Trouble failure={failure} />
    </>
  );
}

function RequestDialog({ matter, onClose }: { matter: LegalMatter; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const [why, setWhy] = useState("");
  const [hours, setHours] = useState<number | string>(USUAL_HOURS);
  const [conversation, setConversation] = useState<number | string>("");
  const [from, setFrom] = useState("");
  const [until, setUntil] = useState("");
  const [start, end] = [startOf(from), endOf(until)];
  const request = () =>
    api.requestClearance(matter.id, {
      reason: why.trim(),
      hours: Number(hours),
      ...(typeof conversation === "number" && { conversation }),
      ...(start !== undefined && { from: start }),
      ...(end !== undefined && { until: end }),
    });
  return (
    <ConfirmDialog
      title={t("clearances.request")}
      text={t("clearances.requestText")}
      confirm={t("clearances.request")}
      mayConfirm={why.trim() !== "" && typeof hours === "number"}
      onConfirm={() => request().then(fresh)}
      onClose={onClose}
    >
      <div className={admin.form}>
        <TextInput
          label={t("matters.reason")}
          value={why}
          maxLength={1000}
          data-autofocus
          onChange={(event) => setWhy(event.currentTarget.value)}
        />
        <NumberInput
          label={t("clearances.hours")}
          value={hours}
          min={1}
          max={MOST_HOURS}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={setHours}
        />
        <NumberInput
          label={t("clearances.only")}
          value={conversation}
          min={1}
          allowDecimal={false}
          onChange={setConversation}
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
      </div>
    </ConfirmDialog>
  );
}

/** Whether the organization wants four eyes for looking; for who keeps the settings. */
export function ClearancePolicy() {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const { data, error } = useQuery({
    queryKey: ["admin", "clearance-policy"],
    queryFn: api.clearancePolicy,
  });
  const set = useMutation({ mutationFn: api.setClearancePolicy, onSuccess: fresh });
  return (
    <>
      <Trouble failure={set.error ?? error} />
      {data && (
        <>
          <p>{t(data.needed ? "clearances.needed" : "clearances.notNeeded")}</p>
          <Button
            variant="default"
            size="xs"
            mt="sm"
            loading={set.isPending}
            onClick={() => set.mutate(!data.needed)}
          >
            {t(data.needed ? "clearances.reasonIsEnough" : "clearances.wantTwo")}
          </Button>
        </>
      )}
    </>
  );
}
