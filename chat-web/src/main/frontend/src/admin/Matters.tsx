import { Button, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { usePeople } from "@/shell/context";
import type { LegalMatter } from "./compliance";
import { MatterPanel } from "./MatterPanel";
import { Table, useOpenRow, type Column } from "./Table";
import { useAdminApi, useFresh, useMay } from "./useAdmin";
import { When } from "./When";
import admin from "./Admin.module.css";
import styles from "./Console.module.css";

/** What is looked into, and what is kept for it. */
export function Matters() {
  const { t } = useTranslation("admin");
  const { matters } = useAdminApi();
  const may = useMay();
  const [open, close] = useOpenRow();
  const [adding, setAdding] = useState(false);
  const columns = useColumns();
  return (
    <div className={styles.beside} data-open={open !== undefined || undefined}>
      <Table<LegalMatter>
        name="matters"
        title={t("tasks.matters")}
        columns={columns}
        searches={t("matters.one")}
        filters={[
          {
            name: "closed",
            title: t("matters.state"),
            values: [{ value: "true", label: t("matters.isClosed") }],
            usual: t("matters.isOpen"),
          },
        ]}
        usual={{ sort: "number", order: "desc" }}
        load={matters}
        idOf={({ id }) => id}
        none={t("matters.none")}
      >
        {may("change-matters") && (
          <Button size="xs" onClick={() => setAdding(true)}>
            {t("matters.new")}
          </Button>
        )}
      </Table>
      {open !== undefined && <MatterPanel key={open} id={Number(open)} onClose={close} />}
      {adding && <MatterDialog onClose={() => setAdding(false)} />}
    </div>
  );
}

function useColumns(): readonly Column<LegalMatter>[] {
  const { t } = useTranslation("admin");
  const person = usePeople();
  const openerOf = ({ opened }: LegalMatter) => person(opened.by)?.displayName ?? String(opened.by);
  return [
    {
      name: "name",
      title: t("matters.name"),
      cell: ({ name }) => <bdi>{name}</bdi>,
      text: ({ name }) => name,
    },
    {
      name: "state",
      title: t("matters.state"),
      cell: ({ closed }) => (
        <span className={admin.badge} data-tone={closed ? undefined : "good"}>
          {closed ? t("matters.isClosed") : t("matters.isOpen")}
        </span>
      ),
      text: ({ closed }) => (closed ? t("matters.isClosed") : t("matters.isOpen")),
    },
    {
      name: "opened",
      title: t("matters.opened"),
      cell: ({ opened }) => <When at={opened.at} />,
      text: ({ opened }) => opened.at,
    },
    {
      name: "by",
      title: t("audit.who"),
      cell: (matter) => <bdi>{openerOf(matter)}</bdi>,
      text: openerOf,
    },
    {
      name: "keywords",
      title: t("matters.keywordsShort"),
      extra: true,
      cell: ({ keywords }) => keywords.join(", "),
      text: ({ keywords }) => keywords.join(", "),
    },
  ];
}

function MatterDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFresh();
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [keywords, setKeywords] = useState("");
  return (
    <ConfirmDialog
      title={t("matters.newTitle")}
      text=""
      confirm={t("matters.open")}
      mayConfirm={name.trim() !== ""}
      onConfirm={() =>
        api
          .openMatter({
            name: name.trim(),
            ...(description.trim() !== "" && { description: description.trim() }),
            keywords: linesOf(keywords),
          })
          .then(fresh)
      }
      onClose={onClose}
    >
      <div className={admin.form}>
        <TextInput
          label={t("matters.name")}
          value={name}
          maxLength={200}
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Textarea
          label={t("matters.description")}
          value={description}
          autosize
          minRows={2}
          onChange={(event) => setDescription(event.currentTarget.value)}
        />
        <Textarea
          label={t("matters.keywords")}
          value={keywords}
          autosize
          minRows={2}
          onChange={(event) => setKeywords(event.currentTarget.value)}
        />
      </div>
    </ConfirmDialog>
  );
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
