package chat.parley.it.history;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * One line of a client's history: something it said, or was told. A client is one installation of one account; it
 * numbers its connections from 1. Bodies are never recorded, only their {@link BodyHash}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = Entry.Sync.class, name = "sync"),
    @JsonSubTypes.Type(value = Entry.CaughtUp.class, name = "caught-up"),
    @JsonSubTypes.Type(value = Entry.Joined.class, name = "joined"),
    @JsonSubTypes.Type(value = Entry.Removed.class, name = "removed"),
    @JsonSubTypes.Type(value = Entry.Resync.class, name = "resync"),
    @JsonSubTypes.Type(value = Entry.Sent.class, name = "sent"),
    @JsonSubTypes.Type(value = Entry.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = Entry.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Entry.Delivered.class, name = "delivered"),
    @JsonSubTypes.Type(value = Entry.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = Entry.ChangeAcknowledged.class, name = "change-acknowledged"),
    @JsonSubTypes.Type(value = Entry.Page.class, name = "page"),
    @JsonSubTypes.Type(value = Entry.Disconnected.class, name = "disconnected"),
    @JsonSubTypes.Type(value = Entry.Finished.class, name = "finished")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Entry {

    /** Who recorded it, on which connection, and when. */
    By by();

    /**
     * The recorder of an entry.
     *
     * @param client a name, the same in all of its history
     * @param account the account it is signed in as
     * @param connection the number of its connection, from 1; 0 where there is none (REST)
     * @param at nanoseconds of a monotonic clock, the same for all clients that are judged together
     */
    record By(String client, long account, long connection, long at) {}

    /**
     * A message as it was shown.
     *
     * @param rev the number of the last change made to it, 0 if there was none
     * @param body the hash of its body
     */
    record Shown(long seq, String id, long rev, long sender, String body) {}

    /** A position in a conversation: the last message and the last change that were applied. */
    record Position(long seq, long rev) {}

    /** A connection began with these positions; the conversations that are not named were unknown to the client. */
    record Hello(By by, Map<Long, Position> checkpoint) implements Entry {}

    /** The client asked, on a connection it has, to catch up from these positions. */
    record Sync(By by, Map<Long, Position> checkpoint) implements Entry {}

    /**
     * What the client lacked of one conversation, as one answer told it.
     *
     * @param seq the conversation is known up to this message afterwards
     * @param rev and up to this change
     * @param messages what came after the client's position, ascending, and older ones that changed
     * @param reset whether the client had to drop its copy
     * @param left whether the account is no member any more
     */
    record CaughtUp(By by, long conversation, long seq, long rev, List<Shown> messages, boolean reset, boolean left)
            implements Entry {}

    /** The account is a member; {@code from} is the first message it may see, the position where it stands now. */
    record Joined(By by, long conversation, long from, long seq, long rev) implements Entry {}

    /** The account is no member any more; {@code seq} is the last message it may see. */
    record Removed(By by, long conversation, long seq) implements Entry {}

    /** The server dropped what it had queued for this connection; the client will ask to catch up. */
    record Resync(By by) implements Entry {}

    /** The client sent a message; the same again, with the same id, for each try. */
    record Sent(By by, long conversation, String id, String body) implements Entry {}

    /** A sent message was acknowledged; {@code time} is when the server says it was written. */
    record Acknowledged(
            By by,
            long conversation,
            String id,
            long seq,
            @Nullable String time) implements Entry {}

    /**
     * A sent message was refused.
     *
     * @param certain whether the refusal says that nothing was written by this try; a broken connection says nothing
     */
    record Refused(By by, long conversation, String id, String code, boolean certain) implements Entry {}

    /** A message came live. */
    record Delivered(By by, long conversation, Shown message) implements Entry {}

    /** A change came live: as number {@code rev} of the conversation, the message is now this. */
    record Changed(By by, long conversation, long rev, Shown message) implements Entry {}

    /** An edit or a deletion of the client's was acknowledged; {@code body} is what the message says since then. */
    record ChangeAcknowledged(By by, long conversation, long seq, long rev, String body) implements Entry {}

    /**
     * A page of history.
     *
     * @param asked when it was asked for
     * @param newest whether it was asked for as the newest page, without a position
     * @param messages ascending
     */
    record Page(By by, long conversation, long asked, boolean newest, List<Shown> messages) implements Entry {}

    /** The connection ended. */
    record Disconnected(By by, int code) implements Entry {}

    /** The client is connected, everything was quiet, and it has what there is: a complete copy from its first position. */
    record Finished(By by) implements Entry {}
}
