import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { AdminApi, Segment } from "./AdminApi";
import { useAdminApi } from "./useAdmin";

export const SEGMENTS = ["admin", "segments"] as const;
export const SEGMENT_NAME_LENGTH = 100;

/** A segment with those it is parted from. */
export interface PartedSegment extends Segment {
  parted: Segment[];
}

/** All segments, in the order of the server, each with those it is parted from. */
export async function partedSegments(api: AdminApi): Promise<PartedSegment[]> {
  const [{ segments }, { barriers }] = await Promise.all([api.segments(), api.barriers()]);
  return segments.map((segment) => ({
    ...segment,
    parted: segments.filter(({ id }) =>
      barriers.some(
        ({ one, other }) => (one === segment.id && other === id) || (other === segment.id && one === id),
      ),
    ),
  }));
}

export function useSegments() {
  const api = useAdminApi();
  return useQuery({ queryKey: [...SEGMENTS, "parted"], queryFn: () => partedSegments(api), staleTime: 0 });
}

/** After something was changed all of it is asked for again. */
export function useFreshSegments(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: SEGMENTS });
}
