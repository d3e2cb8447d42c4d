import { NativeSelect, NumberInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { dateOf, startOf } from "@/shell/days";
import type { HistoryWish } from "@/wire/Api";
import type { HistoryExtent } from "@/wire/wire";

const extents: readonly HistoryExtent[] = ["all", "joined", "last", "since"];
const USUAL_LAST = 100;
const MOST_LAST = 10_000;

/** Chooses what new members see of what was said before. */
export function HistoryChoice({
  value,
  onChange,
}: {
  value: HistoryWish;
  onChange: (value: HistoryWish) => void;
}) {
  const { t } = useTranslation();
  return (
    <>
      <NativeSelect
        label={t("new.history")}
        value={value.history ?? "all"}
        onChange={(event) => onChange(wishFor(event.currentTarget.value as HistoryExtent))}
        data={extents.map((extent) => ({ value: extent, label: t(`new.histories.${extent}`) }))}
      />
      {value.history === "last" && (
        <NumberInput
          label={t("new.historyLast")}
          value={value.historyLast ?? USUAL_LAST}
          min={1}
          max={MOST_LAST}
          allowDecimal={false}
          clampBehavior="strict"
          onChange={(last) => onChange({ history: "last", historyLast: Number(last) || 1 })}
        />
      )}
      {value.history === "since" && (
        <TextInput
          type="date"
          label={t("new.historySince")}
          value={value.historySince === undefined ? today() : dateOf(value.historySince)}
          required
          onChange={(event) => {
            const since = startOf(event.currentTarget.value);
            if (since !== undefined) onChange({ history: "since", historySince: since });
          }}
        />
      )}
    </>
  );
}

function wishFor(history: HistoryExtent): HistoryWish {
  if (history === "last") return { history, historyLast: USUAL_LAST };
  if (history === "since") return { history, historySince: startOf(today())! };
  return { history };
}

function today(): string {
  return dateOf(Date.now());
}

/** What newcomers see in a conversation as it is. */
export function historyOf({ history, historyLast, historySince }: HistoryWish): HistoryWish {
  return {
    ...(history !== undefined && { history }),
    ...(historyLast !== undefined && { historyLast }),
    ...(historySince !== undefined && { historySince }),
  };
}

export function isSameHistory(one: HistoryWish, other: HistoryWish): boolean {
  return (
    one.history === other.history &&
    one.historyLast === other.historyLast &&
    (one.historySince === other.historySince ||
      Date.parse(one.historySince ?? "") === Date.parse(other.historySince ?? ""))
  );
}
