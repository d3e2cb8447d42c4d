import type { Memos } from "@/delivery/Memos";

/** The folders in the order in which their owner wants them. */
export function foldersOf(memos: Pick<Memos, "setting">): readonly string[] {
  try {
    const kept: unknown = JSON.parse(memos.setting("folders") ?? "[]");
    return Array.isArray(kept) ? kept.filter((name) => typeof name === "string") : [];
  } catch {
    return [];
  }
}

/** The same with this one one place further up. */
export function movedUp(folders: readonly string[], name: string): string[] {
  const at = folders.indexOf(name);
  const moved = [...folders];
  if (at > 0) moved.splice(at - 1, 0, ...moved.splice(at, 1));
  return moved;
}
