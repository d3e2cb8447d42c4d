import type { ConversationState } from "@/delivery/Store";
import type { Conversation, Role } from "@/wire/wire";

/** From the most to the least powerful, as docs/permissions.md has it. The server decides; this only shows what it would. */
export const roles: readonly Role[] = ["owner", "administrator", "moderator", "member", "guest"];

function atLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(needed);
}

export function mayWriteIn({ left, about }: Pick<ConversationState, "left" | "about">): boolean {
  return left === undefined && !about.archived && atLeast(about.role, "member");
}

/** Guests too: it is how they answer. */
export function mayReactIn({ left, about }: Pick<ConversationState, "left" | "about">): boolean {
  return left === undefined && !about.archived;
}

export function mayDeleteOthers(role: Role): boolean {
  return atLeast(role, "moderator");
}

/** Whose earlier versions one is shown. */
export function versionsShown({
  left,
  about: { role, versions = "moderators" },
}: Pick<ConversationState, "left" | "about">): "none" | "own" | "all" {
  if (left !== undefined || versions === "nobody") return "none";
  return versions === "readers" || atLeast(role, "moderator") ? "all" : "own";
}

export function mayInvite({ kind, visibility, archived, role }: Conversation): boolean {
  if (kind === "direct" || archived) return false;
  return atLeast(role, kind === "group" || visibility === "public" ? "member" : "administrator");
}

export function mayDescribe({ kind, archived, role }: Conversation): boolean {
  return kind !== "direct" && !archived && atLeast(role, "administrator");
}

export function mayArchive({ kind, role }: Conversation): boolean {
  return kind !== "direct" && role === "owner";
}

export function mayRemove(about: Conversation, other: Role): boolean {
  return about.kind !== "direct" && atLeast(about.role, "moderator") && overrules(about.role, other);
}

/** What one may make of somebody who is something now. */
export function rolesFor(about: Conversation, other: Role): Role[] {
  if (about.kind === "direct" || !atLeast(about.role, "administrator") || !overrules(about.role, other))
    return [];
  return roles.filter((role) => role !== other && overrules(about.role, role));
}

function overrules(role: Role, other: Role): boolean {
  return role === "owner" || !atLeast(other, role);
}
