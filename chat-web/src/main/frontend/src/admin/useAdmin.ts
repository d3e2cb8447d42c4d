import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useContext } from "react";
import { useWorkspace } from "@/shell/context";
import type { AdminAction, AdminApi } from "./AdminApi";

export const AdminContext = createContext<AdminApi | undefined>(undefined);

/** The calls of the console. */
export function useAdminApi(): AdminApi {
  const api = useContext(AdminContext);
  if (!api) throw new Error("outside of the console");
  return api;
}

/** Whether one may do something; nobody may as long as that is not known. */
export function useMay(): (action: AdminAction) => boolean {
  const { api } = useWorkspace();
  const { data } = useQuery({ queryKey: ["me"], queryFn: api.me });
  return (action) => data?.actions.includes(action) ?? false;
}

/** After something was done all that is shown is asked for again. */
export function useFresh(): () => Promise<void> {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ["admin"] });
}
