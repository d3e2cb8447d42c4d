import { fullTime, momentName } from "@/shell/times";
import admin from "./Admin.module.css";

/** A moment, whole on hover. */
export function When({ at, never = "–" }: { at: string | undefined; never?: string }) {
  if (at === undefined) return <span className={admin.faint}>{never}</span>;
  return (
    <time dateTime={at} title={fullTime(at)}>
      {momentName(at)}
    </time>
  );
}
