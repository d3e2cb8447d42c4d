import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { usePeople, useWorkspace } from "@/shell/context";
import type { AccountId } from "@/wire/wire";
import { idsIn, named } from "./mentions";
import type { Names } from "./markdown";
import { wordsOf } from "./words";

/** Who is named in a text, as far as it is known; nothing for most. */
export function useNames(body: string): Names | undefined {
  const { people, me } = useWorkspace();
  const ids = useMemo(() => idsIn(body), [body]);
  // One text, so that it is the same as long as the names are
  const known = useSyncExternalStore(people.subscribe, () =>
    JSON.stringify(ids.map((id) => people.get(id)?.displayName ?? "…")),
  );
  return useMemo(() => {
    if (!body.includes("<@")) return undefined;
    const names = JSON.parse(known) as string[];
    return { me: me.id, of: new Map(ids.map((id, index) => [id, names[index]!])) };
  }, [body, ids, known, me.id]);
}

/** The words of a message on one line, with the names of those it speaks to. */
export function useWords(): (body: string) => string {
  const { t } = useTranslation();
  const person = usePeople();
  return useCallback(
    (body: string) => wordsOf(named(body, (id: AccountId) => person(id)?.displayName ?? t("app.somebody"))),
    [person, t],
  );
}
