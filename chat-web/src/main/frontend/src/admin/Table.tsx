import { Button, CloseButton, Menu, NativeSelect, TextInput, UnstyledButton } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconArrowsSort,
  IconColumns,
  IconDownload,
  IconSearch,
} from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import { useAnnounce } from "@/shell/announce";
import { reason } from "@/shell/problems";
import type { Listed, Query } from "./AdminApi";
import { csv, keepFile } from "./csv";
import { useNumbers } from "./numbers";
import styles from "./Table.module.css";

export interface Column<Row> {
  name: string;
  title: string;
  /** What the server calls the order by it. */
  sort?: string;
  numeric?: boolean;
  /** Not shown before somebody chooses it. */
  extra?: boolean;
  cell: (row: Row) => ReactNode;
  /** The same for a file. */
  text: (row: Row) => string;
}

export interface Filter {
  name: string;
  title: string;
  values: readonly { value: string; label: string }[];
  /** What is shown where none is chosen, if that is not all. */
  usual?: string;
}

interface Props<Row> {
  /** What is listed, as a file is called and as a cache knows it. */
  name: string;
  title: string;
  /** Whether it stands under the heading of a page. */
  part?: boolean;
  /** What has to be known of it. */
  text?: string;
  /** The first is always shown, and leads to the row's panel. */
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  /** Filters that other screens link to, and which are shown as long as they are set. */
  links?: readonly { name: string; label: (value: string) => string }[];
  /** Filters that are set among the tools. */
  others?: readonly string[];
  searches?: string;
  usual: { sort: string; order: "asc" | "desc" };
  load: (query: Query, after?: string, limit?: number) => Promise<Listed<Row>>;
  idOf: (row: Row) => string | number;
  /** How many there are, where somebody counts them. */
  count?: (count: number, more: boolean) => string;
  none: string;
  /** Whether a row has a panel. */
  opens?: boolean;
  /** Stands in the line of the filters. */
  tools?: ReactNode;
  children?: ReactNode;
}

const [SEARCH, SORT, ORDER, COLUMNS, ROW] = ["q", "sort", "order", "columns", "row"] as const;
const PAGE = 50;
const FILE_PAGE = 200;

/** One of the filters in the address, for those that are no list of values. */
export function useFilter(name: string): [string, (value: string) => void] {
  const [parameters, setParameters] = useSearchParams();
  const set = (value: string) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === "") after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  return [parameters.get(name) ?? "", set];
}

/** The row whose panel is open, by the address. */
export function useOpenRow(): [string | undefined, () => void] {
  const [parameters, setParameters] = useSearchParams();
  const close = () =>
    setParameters((before) => {
      const after = new URLSearchParams(before);
      after.delete(ROW);
      return after;
    });
  return [parameters.get(ROW) ?? undefined, close];
}

/**
 * The one table of the console: read from the server page by page, with its filter, order and columns in the address, so
 * that it can be sent to somebody.
 */
export function Table<Row>(props: Props<Row>) {
  const { columns, filters = [], links = [], others = [], usual, load, idOf } = props;
  const { t } = useTranslation("admin");
  const { t: words } = useTranslation();
  const [parameters, setParameters] = useSearchParams();
  const set = (name: string, value: string | undefined) =>
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === undefined || value === "") after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );

  const sort = parameters.get(SORT) ?? usual.sort;
  const order =
    parameters.get(ORDER) === "desc" || (!parameters.has(SORT) && usual.order === "desc") ? "desc" : "asc";
  const chosen = parameters.get(COLUMNS)?.split(".");
  const shown = columns.filter(
    ({ name, extra }, place) => place === 0 || (chosen ? chosen.includes(name) : !extra),
  );
  const query: Record<string, string> = { sort, order };
  for (const name of [SEARCH, ...[...filters, ...links].map((one) => one.name), ...others]) {
    const value = parameters.get(name);
    if (value) query[name] = value;
  }
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = useInfiniteQuery(
    {
      queryKey: ["admin", props.name, query],
      queryFn: ({ pageParam }) => load(query, pageParam, PAGE),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (page) => page.next,
      placeholderData: (before) => before,
      staleTime: 0,
      // Of some lists it is noted for ever who read which page
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
  );
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const first = data?.pages[0];

  function choose(column: Column<Row>) {
    const next = shown.includes(column) ? shown.filter((one) => one !== column) : [...shown, column];
    set(
      COLUMNS,
      columns
        .filter((one) => next.includes(one))
        .map(({ name }) => name)
        .join("."),
    );
  }

  function sortBy(by: string) {
    setParameters(
      (before) => {
        const after = new URLSearchParams(before);
        after.set(SORT, by);
        after.set(ORDER, sort === by && order === "asc" ? "desc" : "asc");
        return after;
      },
      { replace: true },
    );
  }

  return (
    <div className={styles.table}>
      <header className={styles.head} data-part={props.part || undefined}>
        {props.part ? (
          <h2 className="only-for-readers">{props.title}</h2>
        ) : (
          <h1 className={styles.title}>{props.title}</h1>
        )}
        <span className={styles.count} role="status">
          {first?.total !== undefined && props.count ? props.count(first.total, first.more ?? false) : ""}
        </span>
        <span className={styles.space} />
        {props.children}
      </header>
      {props.text !== undefined && <p className={styles.text}>{props.text}</p>}
      <div className={styles.tools}>
        {props.searches !== undefined && (
          <Search
            label={props.searches}
            value={parameters.get(SEARCH) ?? ""}
            onChange={(text) => set(SEARCH, text)}
          />
        )}
        {filters.map((filter) => (
          <NativeSelect
            key={filter.name}
            size="xs"
            aria-label={filter.title}
            value={parameters.get(filter.name) ?? ""}
            onChange={(event) => set(filter.name, event.currentTarget.value)}
            data={[
              { value: "", label: filter.usual ?? t("table.any", { filter: filter.title }) },
              ...filter.values,
            ]}
          />
        ))}
        {props.tools}
        {links.map(({ name, label }) => {
          const value = parameters.get(name);
          return (
            value !== null && (
              <span key={name} className={styles.linked}>
                <bdi>{label(value)}</bdi>
                <CloseButton size="xs" aria-label={t("table.unset")} onClick={() => set(name, undefined)} />
              </span>
            )
          );
        })}
        <span className={styles.whole}>
          <Menu position="bottom-end" closeOnItemClick={false}>
            <Menu.Target>
              <Button variant="default" size="xs" leftSection={<IconColumns size={15} aria-hidden />}>
                {t("table.columns")}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {columns.slice(1).map((column) => (
                <Menu.CheckboxItem
                  key={column.name}
                  checked={shown.includes(column)}
                  onChange={() => choose(column)}
                >
                  {column.title}
                </Menu.CheckboxItem>
              ))}
            </Menu.Dropdown>
          </Menu>
          <AsFile name={props.name} columns={shown} load={(after) => load(query, after, FILE_PAGE)} />
        </span>
      </div>
      {error && !data && (
        <p className={styles.trouble} role="alert">
          {words("app.failed", { why: reason(words, error) })}
        </p>
      )}
      <Rows
        label={props.title}
        rows={rows}
        shown={shown}
        idOf={idOf}
        opens={props.opens ?? true}
        isOld={isPlaceholderData}
        sorted={{ sort, order, by: sortBy }}
      />
      {!data && !error && <Bones />}
      {data && rows.length === 0 && <p className={styles.none}>{props.none}</p>}
      {data && rows.length > 0 && (
        <Foot
          rows={rows.length}
          total={first!.total}
          more={first!.more ?? false}
          onMore={hasNextPage ? () => void fetchNextPage() : undefined}
          loading={isFetchingNextPage}
        />
      )}
    </div>
  );
}

function Bones() {
  const { t } = useTranslation("admin");
  return (
    <div role="status" aria-label={t("table.loading")} className={styles.bones}>
      {Array.from({ length: 8 }, (_, index) => (
        <span key={index} />
      ))}
    </div>
  );
}

function Foot({ rows, total, more, onMore, loading }: FootProps) {
  const { t } = useTranslation("admin");
  const number = useNumbers();
  const all = total === undefined ? "" : more ? t("table.atLeast", { total: number(total) }) : number(total);
  return (
    <footer className={styles.foot}>
      <span>
        {total === undefined
          ? t("table.shownOnly", { rows: number(rows) })
          : t("table.shown", { rows: number(rows), total: all })}
      </span>
      {onMore && (
        <Button variant="default" size="xs" loading={loading} onClick={onMore}>
          {t("table.more")}
        </Button>
      )}
    </footer>
  );
}

interface FootProps {
  rows: number;
  total: number | undefined;
  more: boolean;
  onMore: (() => void) | undefined;
  loading: boolean;
}

/** It is looked for when one pauses. */
function Search({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  const [seen, setSeen] = useState(value);
  if (value !== seen) {
    setSeen(value);
    // Not by what was typed, but by a way back or a link
    if (value !== told) {
      setTold(value);
      setText(value);
    }
  }
  useEffect(() => {
    if (text === told) return undefined;
    const timer = setTimeout(() => {
      setTold(text);
      onChange(text);
    }, 250);
    return () => clearTimeout(timer);
  }, [text, told, onChange]);
  return (
    <TextInput
      size="xs"
      type="search"
      className={styles.search!}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={15} aria-hidden />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

interface RowsProps<Row> {
  label: string;
  rows: readonly Row[];
  shown: readonly Column<Row>[];
  idOf: (row: Row) => string | number;
  opens: boolean;
  isOld: boolean;
  sorted: { sort: string; order: "asc" | "desc"; by: (sort: string) => void };
}

/** Arrows go from row to row, Enter opens one. */
function Rows<Row>({ label, rows, shown, idOf, opens, isOld, sorted }: RowsProps<Row>) {
  const [open] = useOpenRow();
  const [parameters] = useSearchParams();
  const body = useRef<HTMLTableSectionElement>(null);
  const address = (id: string | number) => {
    const after = new URLSearchParams(parameters);
    after.set(ROW, String(id));
    return `?${after.toString()}`;
  };
  const rowsAt = rows.map(idOf).map(String);
  const reachable = open !== undefined && rowsAt.includes(open) ? open : rowsAt[0];

  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, Home: -rows.length, End: rows.length };
    const step = steps[event.key];
    if (step === undefined) return;
    const all = [...(body.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const here = all.indexOf(document.activeElement as HTMLElement);
    if (here < 0) return;
    event.preventDefault();
    all[Math.max(0, Math.min(all.length - 1, here + step))]?.focus();
  }

  return (
    // Where no row can be gone to, it can be gone through itself
    <div className={styles.scroll} {...(!opens && { role: "region", tabIndex: 0, "aria-label": label })}>
      <table className={styles.grid} data-old={isOld || undefined}>
        <thead>
          <tr>
            {shown.map((column) => (
              <Heading key={column.name} column={column} sorted={sorted} />
            ))}
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {rows.map((row) => {
            const id = String(idOf(row));
            return (
              <tr key={id} aria-current={open === id || undefined}>
                {shown.map((column, place) =>
                  place === 0 ? (
                    <th key={column.name} scope="row" className={styles.first}>
                      {opens ? (
                        <Link
                          to={address(id)}
                          data-row
                          tabIndex={id === reachable ? 0 : -1}
                          className={styles.link}
                        >
                          {column.cell(row)}
                        </Link>
                      ) : (
                        column.cell(row)
                      )}
                    </th>
                  ) : (
                    <td key={column.name} data-numeric={column.numeric || undefined}>
                      {column.cell(row)}
                    </td>
                  ),
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Heading<Row>({ column, sorted }: { column: Column<Row>; sorted: RowsProps<Row>["sorted"] }) {
  const { name, title, sort, numeric } = column;
  const isBy = sort !== undefined && sorted.sort === sort;
  const Icon = !isBy ? IconArrowsSort : sorted.order === "asc" ? IconArrowUp : IconArrowDown;
  return (
    <th
      key={name}
      scope="col"
      data-numeric={numeric || undefined}
      aria-sort={isBy ? (sorted.order === "asc" ? "ascending" : "descending") : undefined}
    >
      {sort === undefined ? (
        title
      ) : (
        <UnstyledButton className={styles.sort} onClick={() => sorted.by(sort)} data-by={isBy || undefined}>
          {title}
          <Icon size={13} aria-hidden />
        </UnstyledButton>
      )}
    </th>
  );
}

/** Exactly what is shown: these columns, of all rows that the filter lets through, in this order. */
function AsFile<Row>({
  name,
  columns,
  load,
}: {
  name: string;
  columns: readonly Column<Row>[];
  load: (after?: string) => Promise<Listed<Row>>;
}) {
  const { t } = useTranslation("admin");
  const { t: words } = useTranslation();
  const announce = useAnnounce();
  const number = useNumbers();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();

  async function write() {
    setBusy(true);
    setTrouble(undefined);
    try {
      const lines = [columns.map((column) => column.title)];
      let after: string | undefined;
      do {
        const page = await load(after);
        for (const row of page.rows) lines.push(columns.map((column) => column.text(row)));
        after = page.next;
      } while (after !== undefined);
      keepFile(`${name}-${new Date().toISOString().slice(0, 10)}.csv`, csv(lines));
      announce(t("table.saved", { rows: number(lines.length - 1) }));
    } catch (failure) {
      setTrouble(words("app.failed", { why: reason(words, failure) }));
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDownload size={15} aria-hidden />}
        loading={busy}
        onClick={() => void write()}
      >
        CSV
      </Button>
      {trouble && (
        <span className={styles.trouble} role="alert">
          {trouble}
        </span>
      )}
    </>
  );
}
