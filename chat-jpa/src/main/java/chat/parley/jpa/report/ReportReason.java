package chat.parley.jpa.report;

/** Why something is reported. */
public enum ReportReason {
    SPAM,
    /** Somebody is offended or pursued. */
    HARASSMENT,
    /** People are degraded for what they are. */
    HATE,
    /** Threats, or what calls for violence. */
    VIOLENCE,
    SEXUAL,
    /** What belongs to somebody and nobody else. */
    PRIVACY,
    ILLEGAL,
    /** Something else, which has to be said. */
    OTHER
}
