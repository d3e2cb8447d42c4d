import type { People } from "@/identity/People";
import type { UserGroups } from "@/identity/UserGroups";
import { named, signed, typed, type Named } from "./mentions";

/** Who can be named in a text, as far as they are known here; and texts as they are typed, sent and shown with their names. */
export class Addressees {
  constructor(
    private readonly people: Pick<People, "get" | "named">,
    private readonly groups: Pick<UserGroups, "named" | "handle">,
  ) {}

  /** Whom a username or the handle of a group means. */
  idOf(name: string): Named | undefined {
    const group = this.groups.named(name);
    return this.people.named(name) ?? (group === undefined ? undefined : `&${group}`);
  }

  /** What somebody, or a group, is called where they are mentioned. */
  nameOf(one: Named): string | undefined {
    return typeof one === "number"
      ? this.people.get(one)?.displayName
      : this.groups.handle(Number(one.slice(1)));
  }

  /** What was typed, as a message bears it. */
  signed(text: string): string {
    return signed(text, (name) => this.idOf(name));
  }

  /** What a message bears, as it would be typed. */
  typed(body: string): string {
    return typed(body, (one) =>
      typeof one === "number" ? this.people.get(one)?.username : this.nameOf(one),
    );
  }

  /** What a message says, to be taken elsewhere. */
  named(body: string): string {
    return named(body, (one) => this.nameOf(one) ?? String(one));
  }
}
