import i18next, { type TFunction } from "i18next";

/** What the audit log can hold, by the names it is stored under, as in `AuditDeed` of the server. */
export const deeds = [
  "SIGN_IN",
  "ROLE",
  "MEMBER_REMOVED",
  "MEMBER_ADDED",
  "CONVERSATION_CHANGED",
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
  "ACCOUNT_MADE",
  "ACTED_FOR",
  "PASSWORD_CHANGED",
  "USER_GROUP_SET",
  "USER_GROUP_DISSOLVED",
  "EMOJI_ADDED",
  "EMOJI_REMOVED",
  "SCREENING_RULE_SET",
  "SCREENING_RULE_REMOVED",
  "AUDIT_READ",
  "AUDIT_EXPORTED",
  "AUDIT_VERIFIED",
  "SEGMENT_MADE",
  "SEGMENT_CALLED",
  "SEGMENT_DISSOLVED",
  "SEGMENT_JOINED",
  "SEGMENT_LEFT",
  "BARRIER_RAISED",
  "BARRIER_LIFTED",
  "RETENTION_RULE_SET",
  "RETENTION_RULE_REMOVED",
  "RETENTION_RULE_ON",
  "RETENTION_RULE_OFF",
  "RETENTION_SWEEP",
  "LABELS_SET",
  "ARCHIVE_SET",
  "ARCHIVE_VERIFIED",
  "MATTER_OPENED",
  "MATTER_CHANGED",
  "MATTER_CLOSED",
  "MATTER_REOPENED",
  "HOLD_PLACED",
  "HOLD_RELEASED",
  "HOLD_ACKNOWLEDGED",
  "CONTENT_SEARCHED",
  "MESSAGE_REVIEWED",
  "CLEARANCE_REQUESTED",
  "CLEARANCE_GIVEN",
  "CLEARANCE_DENIED",
  "CLEARANCE_REVOKED",
  "CLEARANCE_POLICY_SET",
  "EXPORT_REQUESTED",
  "EXPORT_RELEASED",
  "EXPORT_DENIED",
  "EXPORT_MADE",
  "EXPORT_FAILED",
  "EXPORT_DOWNLOADED",
  "EXPORT_DELETED",
  "SUPERVISION_RULE_SET",
  "SUPERVISION_REVIEWERS_SET",
  "SUPERVISION_RULE_ENDED",
  "SUPERVISION_OPENED",
  "SUPERVISION_CLEARED",
  "SUPERVISION_ESCALATED",
  "OWN_DATA_EXPORTED",
  "ACCOUNT_RESTRICTED",
  "ACCOUNT_RESTORED",
  "PERSON_ERASED",
  "WORDS_ERASED",
  "TERMS_PUBLISHED",
  "TERMS_ACCEPTED",
  "BANNER_SET",
  "ADMINISTRATION_REFUSED",
] as const;

type Deed = (typeof deeds)[number];

const known: ReadonlySet<string> = new Set(deeds);

function isKnown(deed: string): deed is Deed {
  return known.has(deed);
}

/** A deed in words; one that a newer server has noted is shown by its name: `Message removed`. */
export function deedName(t: TFunction<"admin">, deed: string): string {
  if (isKnown(deed)) return t(`audit.deeds.${deed}`);
  const words = deed.toLowerCase().replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** All of them to choose from, in the order of their words. */
export function deedChoices(t: TFunction<"admin">): { value: Deed; label: string }[] {
  return deeds
    .map((value) => ({ value, label: deedName(t, value) }))
    .sort((one, other) => one.label.localeCompare(other.label, i18next.language));
}
