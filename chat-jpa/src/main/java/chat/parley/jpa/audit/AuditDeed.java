package chat.parley.jpa.audit;

/** What can be noted for later questions. The names are stored: none is ever called otherwise or taken away. */
public enum AuditDeed {
    /** Somebody signed in with a password, or tried to. */
    SIGN_IN,
    /** A member was made something else. */
    ROLE,
    /** Somebody else's membership was ended. */
    MEMBER_REMOVED,
    /** Somebody was brought into a conversation from outside. */
    MEMBER_ADDED,
    /** A conversation was set otherwise from outside, archived or opened again. */
    CONVERSATION_CHANGED,
    /** Somebody's account was disabled in the console. */
    ACCOUNT_DISABLED,
    /** It was enabled again. */
    ACCOUNT_ENABLED,
    /** Somebody was given another password in the console. */
    PASSWORD_RESET,
    /** Somebody was signed out, on one device or all. */
    SIGNED_OUT,
    /** A node was told to let its clients go elsewhere. */
    NODE_DRAINED,
    /** That was taken back. */
    NODE_TAKEN_BACK,
    /** Somebody was muted. */
    MUTE,
    /** That was lifted. */
    UNMUTE,
    /** Somebody was banned. */
    BAN,
    /** That was lifted. */
    UNBAN,
    /** Another's message was taken away. */
    MESSAGE_REMOVED,
    /** A message or a person was reported. */
    REPORT,
    /** A case was handed on to the administrators. */
    CASE_ESCALATED,
    /** It was decided about a case. */
    CASE_DECIDED,
    /** The one it concerns has appealed. */
    CASE_APPEALED,
    /** It was decided about the appeal. */
    CASE_ANSWERED,
    /** Somebody was given a part of administrating the organization. */
    DUTY_GIVEN,
    /** That was taken from them. */
    DUTY_TAKEN,
    /** The operator made an account. */
    ACCOUNT_MADE,
    /** The operator was let act as somebody. */
    ACTED_FOR,
    /** Somebody changed their own password. */
    PASSWORD_CHANGED,
    /** A user group was made, called otherwise, or its members were changed. */
    USER_GROUP_SET,
    /** A user group is gone. */
    USER_GROUP_DISSOLVED,
    /** The organization has another emoji. */
    EMOJI_ADDED,
    /** An emoji was taken away. */
    EMOJI_REMOVED,
    /** A rule by which messages are judged was set. */
    SCREENING_RULE_SET,
    /** Such a rule was taken away. */
    SCREENING_RULE_REMOVED,
    /** The audit log was read. */
    AUDIT_READ,
    /** The audit log was handed out. */
    AUDIT_EXPORTED,
    /** A stretch of the audit log was verified. */
    AUDIT_VERIFIED,
    /** A segment of people was made. */
    SEGMENT_MADE,
    /** A segment is called otherwise. */
    SEGMENT_CALLED,
    /** A segment is gone, with its barriers. */
    SEGMENT_DISSOLVED,
    /** Somebody was put into a segment. */
    SEGMENT_JOINED,
    /** Somebody was taken out of a segment. */
    SEGMENT_LEFT,
    /** An information barrier was raised between two segments. */
    BARRIER_RAISED,
    /** That was lifted. */
    BARRIER_LIFTED,
    /** A rule about keeping messages was set, as a draft. */
    RETENTION_RULE_SET,
    /** A draft of one was taken away. */
    RETENTION_RULE_REMOVED,
    /** A rule about keeping messages was switched on. */
    RETENTION_RULE_ON,
    /** It was made a draft again. */
    RETENTION_RULE_OFF,
    /** Somebody had what is due destroyed before its time. */
    RETENTION_SWEEP,
    /** A conversation was given other labels, which rules know it by. */
    LABELS_SET,
    /** Messages are archived from now on, by another rule, or no longer. */
    ARCHIVE_SET,
    /** What is archived was compared with the database. */
    ARCHIVE_VERIFIED,
    /** A matter was opened. */
    MATTER_OPENED,
    /** It was called or described otherwise. */
    MATTER_CHANGED,
    /** It was closed. */
    MATTER_CLOSED,
    /** It was opened again. */
    MATTER_REOPENED,
    /** A hold was placed. */
    HOLD_PLACED,
    /** It was released. */
    HOLD_RELEASED,
    /** A custodian has read its notice. */
    HOLD_ACKNOWLEDGED,
    /** Somebody looked for something in what others wrote, and was shown it. */
    CONTENT_SEARCHED,
    /** Somebody said what a message of a matter is. */
    MESSAGE_REVIEWED,
    /** Somebody asked to be let look for something in what others wrote. */
    CLEARANCE_REQUESTED,
    /** Somebody else let them. */
    CLEARANCE_GIVEN,
    /** Somebody else did not. */
    CLEARANCE_DENIED,
    /** One that was requested or given was taken back. */
    CLEARANCE_REVOKED,
    /** It was said whether nobody looks without. */
    CLEARANCE_POLICY_SET,
    /** An export was requested. */
    EXPORT_REQUESTED,
    /** Somebody else let it be made. */
    EXPORT_RELEASED,
    /** Somebody else did not. */
    EXPORT_DENIED,
    /** It was made. */
    EXPORT_MADE,
    /** It could not be made. */
    EXPORT_FAILED,
    /** Its files were handed out. */
    EXPORT_DOWNLOADED,
    /** Its files were deleted, by somebody or because their time was over. */
    EXPORT_DELETED,
    /** A rule was set by which messages go to reviewers. */
    SUPERVISION_RULE_SET,
    /** Others review by it. */
    SUPERVISION_REVIEWERS_SET,
    /** It has ended. */
    SUPERVISION_RULE_ENDED,
    /** A reviewer looked at a message that was selected. */
    SUPERVISION_OPENED,
    /** They had nothing to object to it. */
    SUPERVISION_CLEARED,
    /** They want it looked into. */
    SUPERVISION_ESCALATED,
    /** Somebody was handed what is kept about them. */
    OWN_DATA_EXPORTED,
    /** An account rests: nobody acts as it and nobody finds it, and all of it is kept. */
    ACCOUNT_RESTRICTED,
    /** That was lifted. */
    ACCOUNT_RESTORED,
    /** Who an account was is forgotten. */
    PERSON_ERASED,
    /** So is what it wrote, as far as nothing goes before. */
    WORDS_ERASED,
    /** Terms of use were put in force. */
    TERMS_PUBLISHED,
    /** Somebody has agreed to them. */
    TERMS_ACCEPTED,
    /** The organization's banner was set. */
    BANNER_SET,
    /** Somebody wished to administrate and has no duty for that. */
    ADMINISTRATION_REFUSED
}
