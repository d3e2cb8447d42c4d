/** What the audit log can hold, by the names it is stored under. The console offers those it knows; others are shown as they are. */
export const deeds = [
  "SIGN_IN",
  "ROLE",
  "MEMBER_REMOVED",
  "ACCOUNT_DISABLED",
  "ACCOUNT_ENABLED",
  "PASSWORD_RESET",
  "SIGNED_OUT",
  "NODE_DRAINED",
  "NODE_TAKEN_BACK",
  "MUTE",
  "UNMUTE",
  "BAN",
  "UNBAN",
  "MESSAGE_REMOVED",
  "REPORT",
  "CASE_ESCALATED",
  "CASE_DECIDED",
  "CASE_APPEALED",
  "CASE_ANSWERED",
  "DUTY_GIVEN",
  "DUTY_TAKEN",
  "AUDIT_READ",
  "AUDIT_EXPORTED",
  "SEGMENT_MADE",
  "SEGMENT_CALLED",
  "SEGMENT_DISSOLVED",
  "SEGMENT_JOINED",
  "SEGMENT_LEFT",
  "BARRIER_RAISED",
  "BARRIER_LIFTED",
  "RETENTION_RULE_SET",
  "RETENTION_RULE_REMOVED",
  "LABELS_SET",
] as const;

/** A deed in words that one can read: `Message removed`. */
export function deedName(deed: string): string {
  const words = deed.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
