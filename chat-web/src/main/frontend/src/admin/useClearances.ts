import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useWorkspace } from "@/shell/context";
import type { Clearance } from "./compliance";
import { useAdminApi } from "./useAdmin";

/** As it is when it is asked for: one that was given may be over. */
export type ShownClearance = Omit<Clearance, "state"> & { state: Clearance["state"] | "over" };

function asOfNow(clearance: Clearance): ShownClearance {
  const { state, ends } = clearance;
  return state === "given" && ends !== undefined && Date.parse(ends) <= Date.now()
    ? { ...clearance, state: "over" }
    : clearance;
}

/** The clearances for a matter, the newest first, and whether one needs one to look. */
export function useClearances(matter: number) {
  const api = useAdminApi();
  const policy = useQuery({ queryKey: ["admin", "clearance-policy"], queryFn: api.clearancePolicy });
  const list = useInfiniteQuery({
    queryKey: ["admin", "clearances", matter],
    queryFn: async ({ pageParam }) => {
      const page = await api.clearances(matter, pageParam);
      return { ...page, clearances: page.clearances.map(asOfNow) };
    },
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
  });
  return {
    needed: policy.data?.needed,
    clearances: list.data?.pages.flatMap((page) => page.clearances) ?? [],
    more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
    loading: list.isFetchingNextPage,
    failure: list.error ?? policy.error,
  };
}

/** Those that wait or hold, the newest first, for who keeps the system. */
export function useCurrentClearances() {
  const api = useAdminApi();
  const list = useInfiniteQuery({
    queryKey: ["admin", "clearances", "current"],
    queryFn: ({ pageParam }) => api.currentClearances(pageParam),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next,
  });
  return {
    clearances: list.data?.pages.flatMap((page) => page.clearances),
    more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
    loading: list.isFetchingNextPage,
    failure: list.error,
  };
}

/** Those by which one may look now oneself. */
export function useOwnClearances(matter: number): readonly ShownClearance[] {
  const { me } = useWorkspace();
  const { clearances } = useClearances(matter);
  return clearances.filter(({ requested, state }) => requested.by === me.id && state === "given");
}
