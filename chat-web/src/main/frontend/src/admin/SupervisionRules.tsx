import { Button, Checkbox, Group, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PeoplePicker } from "@/identity/PeoplePicker";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { usePeople, useWorkspace } from "@/shell/context";
import { listed } from "@/shell/times";
import type { Person } from "@/wire/Api";
import type { AccountId, Kind } from "@/wire/wire";
import type { SupervisionRule, SupervisionWish } from "./compliance";
import { NamedDanger } from "./NamedDanger";
import { useNumbers } from "./numbers";
import { useAdminApi, useFresh, useMay } from "./useAdmin";
import admin from "./Admin.module.css";
import nodes from "./Cluster.module.css";
import page from "./Overview.module.css";
import panel from "./Panel.module.css";

const KINDS: readonly Kind[] = ["direct", "group", "channel"];
/** Nobody reviews their own. */
const FEWEST_REVIEWERS = 2;

/** By which rules it is selected; they are set and ended, and never changed. */
export function SupervisionRules({ rules }: { rules: readonly SupervisionRule[] }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const fresh = useFresh();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<SupervisionRule>();
  const [appointing, setAppointing] = useState<SupervisionRule>();
  return (
    <section className={page.block} aria-label={t("supervision.rules")}>
      <h2 className={panel.heading}>{t("supervision.rules")}</h2>
      {rules.length === 0 && <p className={admin.note}>{t("supervision.noRules")}</p>}
      <ul className={admin.list}>
        {rules.map((rule) => (
          <li key={rule.id} className={admin.block} aria-label={rule.name}>
            <div className={nodes.head}>
              <h3 className={nodes.name}>
                <bdi>{rule.name}</bdi>
              </h3>
              <span className={admin.badge} data-tone={rule.ended ? undefined : "good"}>
                {rule.ended ? t("supervision.ended") : t("supervision.inForce")}
              </span>
              <span className={nodes.space} />
              {may("change-supervision") && !rule.ended && (
                <Group gap="xs">
                  <Button variant="default" size="xs" onClick={() => setAppointing(rule)}>
                    {t("supervision.appoint")}
                  </Button>
                  <Button variant="default" size="xs" onClick={() => setEnding(rule)}>
                    {t("supervision.end")}
                  </Button>
                </Group>
              )}
            </div>
            <Says rule={rule} />
          </li>
        ))}
      </ul>
      {may("change-supervision") && (
        <Button variant="default" size="xs" mt="sm" onClick={() => setAdding(true)}>
          {t("supervision.add")}
        </Button>
      )}
      {adding && <RuleDialog onClose={() => setAdding(false)} />}
      {appointing && <ReviewersDialog rule={appointing} onClose={() => setAppointing(undefined)} />}
      {ending && (
        <NamedDanger
          title={t("supervision.endTitle", { name: ending.name })}
          text={t("supervision.endText")}
          confirm={t("supervision.endDo")}
          name={ending.name}
          onConfirm={() => api.endSupervision(ending.id).then(fresh)}
          onClose={() => setEnding(undefined)}
        />
      )}
    </section>
  );
}

function useGroups() {
  const { api } = useWorkspace();
  const { data } = useQuery({ queryKey: ["user-groups"], queryFn: api.userGroups });
  return data?.groups ?? [];
}

function useSupervisedSegments() {
  const api = useAdminApi();
  const { data } = useQuery({
    queryKey: ["admin", "supervision", "segments"],
    queryFn: api.supervisedSegments,
  });
  return data?.segments ?? [];
}

function Says({ rule }: { rule: SupervisionRule }) {
  const { t } = useTranslation("admin");
  const person = usePeople();
  const number = useNumbers();
  const groups = useGroups();
  const segments = useSupervisedSegments();
  const terms = [...rule.words, ...rule.patterns];
  const says = [
    rule.group === undefined
      ? rule.segment === undefined
        ? t("supervision.everybody")
        : (segments.find(({ id }) => id === rule.segment)?.name ??
          t("supervision.segment", { number: rule.segment }))
      : (groups.find(({ id }) => id === rule.group)?.name ?? String(rule.group)),
    ...rule.kinds.map((kind) => t(`policies.reaches.${kind}`)),
    rule.share > 0 && t("supervision.ofPercent", { percent: number(rule.share) }),
    terms.length > 0 && t("supervision.terms", { terms: terms.join(", ") }),
    t("supervision.within", { days: number(rule.dueDays) }),
    t("supervision.by", {
      names: listed(rule.reviewers.map((id) => person(id)?.displayName ?? String(id))),
    }),
    t("supervision.considered", { count: rule.considered, number: number(rule.considered) }),
  ].filter(Boolean);
  return <p className={admin.note}>{says.join(" · ")}</p>;
}

function RuleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const groups = useGroups();
  const [name, setName] = useState("");
  const segments = useSupervisedSegments();
  const [whose, setWhose] = useState("");
  const [kinds, setKinds] = useState<string[]>([]);
  const [share, setShare] = useState<number | string>(5);
  const [words, setWords] = useState("");
  const [patterns, setPatterns] = useState("");
  const [days, setDays] = useState<number | string>(5);
  const [reviewers, setReviewers] = useState(useReviewers());
  const hasTerms = words.trim() !== "" || patterns.trim() !== "";
  return (
    <ConfirmDialog
      title={t("supervision.addTitle")}
      text={t("supervision.addText")}
      confirm={t("supervision.addTitle")}
      mayConfirm={
        name.trim() !== "" &&
        (Number(share) > 0 || hasTerms) &&
        Number(days) > 0 &&
        reviewersOf(reviewers).length >= FEWEST_REVIEWERS
      }
      onConfirm={() =>
        api
          .setSupervision({
            name: name.trim(),
            ...(whose !== "" && reached(whose)),
            kinds: KINDS.filter((kind) => kinds.includes(kind)),
            share: Number(share),
            words: linesOf(words),
            patterns: linesOf(patterns),
            dueDays: Number(days),
            reviewers: reviewersOf(reviewers),
          })
          .then(fresh)
      }
      onClose={onClose}
    >
      <div className={admin.form}>
        <TextInput
          label={t("supervision.name")}
          value={name}
          maxLength={100}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("supervision.whose")}
          value={whose}
          onChange={(event) => setWhose(event.currentTarget.value)}
          data={[
            { value: "", label: t("supervision.everybody") },
            {
              group: t("supervision.groups"),
              items: groups.map(({ id, name: called }) => ({ value: `group ${id}`, label: called })),
            },
            {
              group: t("supervision.segments"),
              items: segments.map(({ id, name: called }) => ({ value: `segment ${id}`, label: called })),
            },
          ]}
        />
        <Checkbox.Group
          label={t("supervision.kinds")}
          description={t("supervision.kindsText")}
          value={kinds}
          onChange={setKinds}
        >
          <Group gap="md" mt={4}>
            {KINDS.map((kind) => (
              <Checkbox key={kind} size="xs" value={kind} label={t(`policies.reaches.${kind}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <NumberInput
          label={t("supervision.share")}
          value={share}
          min={0}
          max={100}
          decimalScale={2}
          hideControls
          onChange={setShare}
        />
        <Textarea
          label={t("supervision.words")}
          value={words}
          autosize
          minRows={2}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Textarea
          label={t("supervision.patterns")}
          value={patterns}
          autosize
          minRows={1}
          onChange={(event) => setPatterns(event.currentTarget.value)}
        />
        <NumberInput
          label={t("supervision.dueDays")}
          value={days}
          min={1}
          max={365}
          allowDecimal={false}
          hideControls
          onChange={setDays}
        />
        <ReviewersField reviewers={reviewers} onChange={setReviewers} />
      </div>
    </ConfirmDialog>
  );
}

/** Who is to review: others, and oneself or not. */
interface Reviewers {
  me: AccountId | undefined;
  others: readonly Person[];
}

function reviewersOf({ me, others }: Reviewers): AccountId[] {
  return [...(me === undefined ? [] : [me]), ...others.map(({ id }) => id)];
}

/** Those of a rule, or oneself for a new one. */
function useReviewers(rule?: SupervisionRule): Reviewers {
  const { me } = useWorkspace();
  const person = usePeople();
  const ids = rule?.reviewers ?? [me.id];
  return {
    me: ids.includes(me.id) ? me.id : undefined,
    others: ids
      .filter((id) => id !== me.id)
      .map((id) => person(id) ?? { id, username: String(id), displayName: String(id) }),
  };
}

function ReviewersField({
  reviewers,
  onChange,
}: {
  reviewers: Reviewers;
  onChange: (reviewers: Reviewers) => void;
}) {
  const { t } = useTranslation("admin");
  const { me } = useWorkspace();
  return (
    <>
      <PeoplePicker
        label={t("supervision.reviewers")}
        chosen={reviewers.others}
        onChange={(others) => onChange({ ...reviewers, others })}
      />
      <Checkbox
        size="xs"
        label={t("supervision.meToo")}
        checked={reviewers.me !== undefined}
        onChange={(event) => onChange({ ...reviewers, me: event.currentTarget.checked ? me.id : undefined })}
      />
    </>
  );
}

function ReviewersDialog({ rule, onClose }: { rule: SupervisionRule; onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const [reviewers, setReviewers] = useState(useReviewers(rule));
  return (
    <ConfirmDialog
      title={t("supervision.appointTitle", { name: rule.name })}
      text={t("supervision.appointText")}
      confirm={t("supervision.appointDo")}
      mayConfirm={reviewersOf(reviewers).length >= FEWEST_REVIEWERS}
      onConfirm={() => api.appointReviewers(rule.id, reviewersOf(reviewers)).then(fresh)}
      onClose={onClose}
    >
      <div className={admin.form}>
        <ReviewersField reviewers={reviewers} onChange={setReviewers} />
      </div>
    </ConfirmDialog>
  );
}

/** What was chosen of groups and segments, as it is told. */
function reached(whose: string): Pick<SupervisionWish, "group" | "segment"> {
  const [what, id] = whose.split(" ");
  return what === "group" ? { group: Number(id) } : { segment: Number(id) };
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
