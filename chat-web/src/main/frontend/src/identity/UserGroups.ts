import type { Api, UserGroup } from "@/wire/Api";

/** What user groups are called, by id. What is not known is asked for. */
export class UserGroups {
  private readonly known = new Map<number, Pick<UserGroup, "id" | "handle" | "name">>();
  private readonly asked = new Set<number>();
  private readonly listeners = new Set<() => void>();
  /** Grows when one becomes known. */
  version = 0;

  constructor(private readonly api: Pick<Api, "userGroup">) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What is mentioned as one, if that is known here; else it will be. */
  handle(id: number): string | undefined {
    const group = this.known.get(id);
    if (!group) this.ask(id);
    return group?.handle;
  }

  /** Which one has this handle, if that is known here. */
  named(handle: string): number | undefined {
    const wanted = handle.toLowerCase();
    for (const group of this.known.values()) if (group.handle.toLowerCase() === wanted) return group.id;
    return undefined;
  }

  /** Groups that came along with something else. */
  remember(groups: readonly Pick<UserGroup, "id" | "handle" | "name">[]): void {
    if (groups.length === 0) return;
    for (const group of groups) this.known.set(group.id, group);
    this.version += 1;
    for (const listener of this.listeners) listener();
  }

  /** The connection is there again: what nobody answered for may be asked for once more. */
  retry(): void {
    this.asked.clear();
  }

  private ask(id: number): void {
    if (this.asked.has(id)) return;
    this.asked.add(id);
    this.api.userGroup(id).then(
      (group) => this.remember([group]),
      () => {
        // There is none any more, or no network
      },
    );
  }
}
