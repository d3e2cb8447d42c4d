import type { ConversationState } from "@/delivery/Store";
import type { Conversation, Role } from "@/wire/wire";

/** From the most to the least powerful, as docs/permissions.md has it. The server decides; this only shows what it would. */
export const roles: readonly Role[] = ["owner", "administrator", "moderator", "member", "guest"];

function atLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) <= roles.indexOf(needed);
}

export function mayWriteIn({ left, about }: Pick<ConversationState, "left" | "about">): boolean {
  return left === undefined && whyNotWrite(about) === undefined;
}

/** Why a member cannot write. */
export function whyNotWrite(
  about: Conversation,
): "archived" | "guest" | "announcements" | "muted" | undefined {
  if (about.archived) return "archived";
  if (!atLeast(about.role, "member")) return "guest";
  if (about.posting === "moderators" && !atLeast(about.role, "moderator")) return "announcements";
  return isMuted(about) ? "muted" : undefined;
}

function isMuted({ muted }: Conversation): boolean {
  return muted !== undefined && (muted.until === undefined || Date.parse(muted.until) > Date.now());
}

/** How many seconds one waits after a message. */
export function waitsAfter({ slow, role }: Conversation): number {
  return slow !== undefined && !atLeast(role, "moderator") ? slow : 0;
}

export function maySeeSanctions({ kind, role }: Conversation): boolean {
  return kind !== "direct" && atLeast(role, "moderator");
}

/** Guests too, and members where there are announcements: it is how they answer. */
export function mayReactIn({ left, about }: Pick<ConversationState, "left" | "about">): boolean {
  return left === undefined && !about.archived && !isMuted(about);
}

/** Whoever may not write, but for guests, may still take back what they said. */
export function mayDeleteOwnIn({ left, about }: Pick<ConversationState, "left" | "about">): boolean {
  return left === undefined && atLeast(about.role, "member");
}

export function mayDeleteOthersIn({ left, about }: Pick<ConversationState, "left" | "about">): boolean {
  return left === undefined && atLeast(about.role, "moderator");
}

export function mayInvite({ kind, visibility, archived, role }: Conversation): boolean {
  if (kind === "direct" || archived) return false;
  return atLeast(role, kind === "group" || visibility === "public" ? "member" : "administrator");
}

export function mayDescribe({ kind, archived, role }: Conversation): boolean {
  return kind !== "direct" && !archived && atLeast(role, "administrator");
}

export function mayMakeChannel({ kind, archived, role }: Conversation): boolean {
  return kind === "group" && !archived && role === "owner";
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
