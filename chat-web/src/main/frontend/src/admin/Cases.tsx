import { useTranslation } from "react-i18next";
import { CaseFileView } from "@/report/CaseView";
import { ruledWords, usePlaceName } from "@/report/words";
import { usePeople, useWorkspace } from "@/shell/context";
import { listed } from "@/shell/times";
import { caseFilters, type CaseFilter, type CaseLine } from "@/wire/Api";
import { useNumbers } from "./numbers";
import { Panel } from "./Panel";
import { Table, useOpenRow, type Column } from "./Table";
import { When } from "./When";
import styles from "./Console.module.css";

/** What was reported and one decides about. */
export function Cases() {
  const { t } = useTranslation("admin");
  const { t: words } = useTranslation();
  const { api } = useWorkspace();
  const [open, close] = useOpenRow();
  const columns = useColumns();
  return (
    <div className={styles.beside} data-open={open !== undefined || undefined}>
      <Table<CaseLine>
        name="cases"
        title={t("moderation.cases")}
        part
        columns={columns}
        filters={[
          {
            name: "state",
            title: t("exports.state"),
            usual: words("cases.filters.open"),
            values: (["mine", "closed"] as const).map((value) => ({
              value,
              label: words(`cases.filters.${value}`),
            })),
          },
        ]}
        usual={{ sort: "number", order: "desc" }}
        load={async ({ state }, after, limit) => {
          const filter = caseFilters.find((one) => one === state) ?? ("open" satisfies CaseFilter);
          const { cases, next } = await api.cases(
            filter,
            after === undefined ? undefined : Number(after),
            limit,
          );
          return { rows: cases, ...(next !== undefined && { next: String(next) }) };
        }}
        idOf={({ about }) => about.id}
        none={words("cases.none")}
      />
      {open !== undefined && (
        <Panel key={open} title={t("moderation.one", { number: open })} onClose={close}>
          <CaseFileView id={Number(open)} onDone={close} />
        </Panel>
      )}
    </div>
  );
}

function useColumns(): readonly Column<CaseLine>[] {
  const { t } = useTranslation("admin");
  const { t: words } = useTranslation();
  const { me } = useWorkspace();
  const person = usePeople();
  const placeOf = usePlaceName();
  const number = useNumbers();
  const nameOf = ({ about }: CaseLine) => person(about.account)?.displayName ?? String(about.account);
  const where = ({ about }: CaseLine) => placeOf(about) ?? words("cases.person");
  const why = ({ reasons }: CaseLine) => listed(reasons.map((reason) => words(`report.reasons.${reason}`)));
  const stateOf = ({ about }: CaseLine) => {
    if (about.state === "appealed") return words("cases.isAppealed");
    if (about.decision) return ruledWords(words, about);
    if (about.taken) return words(about.taken.by === me.id ? "cases.takenByYou" : "cases.taken");
    return words("cases.filters.open");
  };
  return [
    {
      name: "who",
      title: t("moderation.who"),
      cell: (line) => <bdi>{nameOf(line)}</bdi>,
      text: nameOf,
    },
    { name: "where", title: t("moderation.where"), cell: (line) => <bdi>{where(line)}</bdi>, text: where },
    { name: "why", title: t("exports.why"), cell: why, text: why },
    {
      name: "reports",
      title: t("moderation.reports"),
      numeric: true,
      cell: ({ reports }) => number(reports),
      text: ({ reports }) => String(reports),
    },
    { name: "state", title: t("exports.state"), cell: stateOf, text: stateOf },
    {
      name: "at",
      title: t("moderation.at"),
      cell: ({ about }) => <When at={about.at} />,
      text: ({ about }) => about.at,
    },
    {
      name: "number",
      title: t("audit.number"),
      extra: true,
      numeric: true,
      cell: ({ about }) => String(about.id),
      text: ({ about }) => String(about.id),
    },
    {
      name: "words",
      title: t("moderation.words"),
      extra: true,
      cell: ({ words: said }) => <bdi>{said}</bdi>,
      text: ({ words: said }) => said ?? "",
    },
  ];
}
