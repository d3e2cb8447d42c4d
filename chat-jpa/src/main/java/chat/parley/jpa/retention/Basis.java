package chat.parley.jpa.retention;

/** What can decide about a message, the one that precedes all others first. */
public enum Basis {
    /** It is on a legal hold: kept until that is released. */
    HOLD,
    /** A rule says for how long it is kept at least. */
    MINIMUM,
    /** Its sender wants it erased. */
    ERASURE,
    /** A rule says when it goes, or that it stays. */
    MAXIMUM,
    /** A member has deleted it, and a rule says how long it outlasts that. */
    WITHDRAWAL,
    /** Nobody says anything: it is kept. */
    NONE
}
