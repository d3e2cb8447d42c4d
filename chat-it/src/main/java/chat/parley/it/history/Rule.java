package chat.parley.it.history;

/** What a history is held against. Each is a promise of the protocol; the text says it as it is broken. */
public enum Rule {
    ACKNOWLEDGED_MISSING("an acknowledged message is not in the log"),
    ACKNOWLEDGED_DIFFERENTLY("a message was acknowledged under another number or time than the log's"),
    REFUSED_BUT_POSTED("a message is in the log though every try to send it was refused"),
    INVENTED("a message of a recorded account is in the log, and none of its clients sent it"),
    TWICE_IN_LOG("one sender's message is in the log more than once"),
    LOG_GAP("the log's message numbers have a gap or do not end at the conversation's head"),
    CHANGE_GAP("the log's change numbers have a gap or do not end at the conversation's head"),
    CHANGE_UNFOUNDED("a message's last change and the list of changes contradict each other"),
    SPAN_UNFOUNDED("a time of membership does not begin and end with messages that say so"),
    CHANGE_MISSING("an acknowledged change is not in the log"),

    PHANTOM("something was shown that is not in the log"),
    READERS_DISAGREE("two readers saw different messages under one number"),
    BODY_DIFFERS("a body was shown that the message did not have at that time"),
    OUTSIDE_SPAN("something was shown from before joining or after leaving"),
    AFTER_REMOVAL("something came after the connection was told that its account is no member any more"),

    REPEATED("a message came twice on one connection"),
    OUT_OF_ORDER("a message came after a later one on one connection"),
    GAP("a message was left out on one connection"),
    TWICE_AFTER_DEDUPLICATION("one message was seen under two numbers, so that a client counts it twice"),
    CHANGE_OUT_OF_ORDER("a change was repeated, left out or out of order on one connection"),
    CHECKPOINT_UNFOUNDED("a client asked to catch up from a position it had not reached"),
    INCOMPLETE("a client that had finished lacks something"),

    STALE_SNAPSHOT("a client's copy of a message lacks a change that its position covers"),
    STALE_READ("a page lacks what had been acknowledged before it was asked for");

    private final String text;

    Rule(String text) {
        this.text = text;
    }

    /** What it means that this rule is broken, for people. */
    public String text() {
        return text;
    }
}
