import { useCallback, useMemo, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { usePeople, useWorkspace } from "@/shell/context";
import { named, namedIn } from "./mentions";
import type { Names } from "./markdown";
import { wordsOf } from "./words";

/** Who is named in a text, as far as it is known; nothing for most. */
export function useNames(body: string): Names | undefined {
  const workspace = useWorkspace();
  const { people, userGroups, store } = workspace;
  const those = useMemo(() => namedIn(body), [body]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const ends = [people.subscribe(listener), userGroups.subscribe(listener)];
      return () => ends.forEach((end) => end());
    },
    [people, userGroups],
  );
  // One text, so that it is the same as long as the names are
  const known = useSyncExternalStore(subscribe, () =>
    JSON.stringify(those.map((one) => workspace.addressees.nameOf(one) ?? "…")),
  );
  return useMemo(() => {
    if (!body.includes("<@")) return undefined;
    const names = JSON.parse(known) as string[];
    return {
      of: new Map(those.map((one, index) => [one, names[index]!])),
      own: new Set(those.filter((one) => store.isOwn(one))),
    };
  }, [body, those, known, store]);
}

/** The words of a message on one line, with the names of those it speaks to. */
export function useWords(): (body: string) => string {
  const { t } = useTranslation();
  const workspace = useWorkspace();
  const { userGroups } = workspace;
  const person = usePeople();
  const version = useSyncExternalStore(userGroups.subscribe, () => userGroups.version);
  return useCallback(
    (body: string) => wordsOf(named(body, (one) => workspace.addressees.nameOf(one) ?? t("app.somebody"))),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- these two stand for whose names are known
    [workspace, person, version, t],
  );
}
