package chat.parley.it.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** One line of the exported log: a row of the database as it was when all had ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "row")
@JsonSubTypes({
    @JsonSubTypes.Type(value = LogRow.Head.class, name = "conversation"),
    @JsonSubTypes.Type(value = LogRow.Membership.class, name = "member"),
    @JsonSubTypes.Type(value = LogRow.Message.class, name = "message"),
    @JsonSubTypes.Type(value = LogRow.Version.class, name = "version"),
    @JsonSubTypes.Type(value = LogRow.Change.class, name = "change")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface LogRow {

    /** The conversation a row belongs to. */
    long conversation();

    /** A conversation's counters. */
    record Head(long conversation, long firstSeq, long lastSeq, long lastRev) implements LogRow {}

    /** A time of membership: it may see {@code from} to {@code to}, or to the end while it lasts. */
    record Membership(
            long conversation,
            long account,
            long joined,
            long from,
            @Nullable Long to) implements LogRow {}

    /** A message, with the hash of its body, and the body itself where it is an event of the system. */
    record Message(
            long conversation,
            long seq,
            String id,
            long sender,
            String at,
            long rev,
            String body,
            @Nullable String event)
            implements LogRow {}

    /** A body that a message had before; {@code rev} was the message's last change when another took its place. */
    record Version(long conversation, long seq, long rev, String body) implements LogRow {}

    /** A change of a message. */
    record Change(long conversation, long rev, long seq) implements LogRow {}
}
