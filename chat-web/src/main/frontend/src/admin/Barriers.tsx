import { Button, TextInput } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { ConfirmDialog } from "@/shell/ConfirmDialog";
import { Dialog } from "@/shell/Dialog";
import { listed } from "@/shell/times";
import { Trouble } from "@/shell/Trouble";
import { More } from "./More";
import { useNumbers } from "./numbers";
import { SEGMENT_NAME_LENGTH, partedSegments, useFreshSegments, type PartedSegment } from "./segments";
import { SegmentPanel } from "./SegmentPanel";
import { Table, useOpenRow, type Column } from "./Table";
import { useAdminApi, useMay } from "./useAdmin";
import admin from "./Admin.module.css";
import styles from "./Console.module.css";

/** Segments of people, and which of them are parted from which. */
export function Barriers() {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const number = useNumbers();
  const [open, close] = useOpenRow();
  const [making, setMaking] = useState(false);
  const [sharing, setSharing] = useState(false);
  const columns = useColumns();
  return (
    <div className={styles.beside} data-open={open !== undefined || undefined}>
      <Table<PartedSegment>
        name="segments"
        title={t("tasks.barriers")}
        columns={columns}
        searches={t("barriers.search")}
        usual={{ sort: "name", order: "asc" }}
        load={async ({ q = "" }) => {
          const sought = q.trim().toLowerCase();
          const rows = (await partedSegments(api)).filter(({ name }) => name.toLowerCase().includes(sought));
          return { rows, total: rows.length };
        }}
        idOf={({ id }) => id}
        count={(count) => t("barriers.count", { count, total: number(count) })}
        none={t("barriers.none")}
        tools={
          <Button variant="default" size="xs" onClick={() => setSharing(true)}>
            {t("barriers.shared")} …
          </Button>
        }
      >
        <Button size="xs" onClick={() => setMaking(true)}>
          {t("barriers.make")} …
        </Button>
      </Table>
      {open !== undefined && <SegmentPanel key={open} id={Number(open)} onClose={close} />}
      {making && <NewSegment onClose={() => setMaking(false)} />}
      {sharing && <Shared onClose={() => setSharing(false)} />}
    </div>
  );
}

function useColumns(): readonly Column<PartedSegment>[] {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const from = ({ parted }: PartedSegment) => listed(parted.map(({ name }) => name));
  return [
    {
      name: "name",
      title: t("barriers.segment"),
      cell: ({ name }) => <bdi>{name}</bdi>,
      text: ({ name }) => name,
    },
    {
      name: "members",
      title: t("barriers.members"),
      numeric: true,
      cell: ({ members }) => number(members),
      text: ({ members }) => String(members),
    },
    {
      name: "parted",
      title: t("barriers.parted"),
      cell: from,
      text: from,
    },
  ];
}

function NewSegment({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const fresh = useFreshSegments();
  const [name, setName] = useState("");
  return (
    <ConfirmDialog
      title={t("barriers.make")}
      text={t("barriers.makeText")}
      confirm={t("barriers.makeDo")}
      mayConfirm={name.trim() !== ""}
      onConfirm={() => api.makeSegment(name.trim()).then(fresh)}
      onClose={onClose}
    >
      <TextInput
        label={t("barriers.name")}
        value={name}
        maxLength={SEGMENT_NAME_LENGTH}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}

/** Where people are together that are parted, for somebody to decide who leaves. */
function Shared({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("admin");
  const api = useAdminApi();
  const may = useMay();
  const number = useNumbers();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ["admin", "segments", "shared"],
    queryFn: ({ pageParam }) => api.sharedOverBarriers(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  });
  const all = data?.pages.flatMap(({ conversations }) => conversations) ?? [];
  return (
    <Dialog title={t("barriers.shared")} onClose={onClose}>
      <p className={admin.note}>{t("barriers.sharedText")}</p>
      {data && all.length === 0 && <p role="status">{t("barriers.noShared")}</p>}
      <ul className={admin.list}>
        {all.map(({ conversation, kind, name, parted }) => {
          const called = name ?? `${t(`conversations.${kind}`)} ${conversation}`;
          return (
            <li key={conversation} className={admin.item}>
              <span className={admin.text}>
                {may("see-conversations") ? (
                  <Link to={`/admin/conversations?row=${conversation}`}>
                    <bdi>{called}</bdi>
                  </Link>
                ) : (
                  <bdi>{called}</bdi>
                )}
              </span>
              <span className={admin.faint}>
                {t("barriers.sharedBy", { count: parted, total: number(parted) })}
              </span>
            </li>
          );
        })}
      </ul>
      <More onMore={hasNextPage ? () => void fetchNextPage() : undefined} loading={isFetchingNextPage} />
      <Trouble failure={error} />
    </Dialog>
  );
}
