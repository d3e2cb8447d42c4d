package chat.parley.web.wire;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/** What the server may say. Times are ISO 8601 in UTC with microseconds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ServerFrame.Welcome.class, name = "welcome"),
    @JsonSubTypes.Type(value = ServerFrame.Ok.class, name = "ok"),
    @JsonSubTypes.Type(value = ServerFrame.Failed.class, name = "error"),
    @JsonSubTypes.Type(value = ServerFrame.Posted.class, name = "message"),
    @JsonSubTypes.Type(value = ServerFrame.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = ServerFrame.Destroyed.class, name = "destroyed"),
    @JsonSubTypes.Type(value = ServerFrame.Changes.class, name = "changes"),
    @JsonSubTypes.Type(value = ServerFrame.ConversationSet.class, name = "conversation"),
    @JsonSubTypes.Type(value = ServerFrame.Removed.class, name = "removed"),
    @JsonSubTypes.Type(value = ServerFrame.Self.class, name = "self"),
    @JsonSubTypes.Type(value = ServerFrame.Receipts.class, name = "receipts"),
    @JsonSubTypes.Type(value = ServerFrame.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ServerFrame.Activity.class, name = "activity"),
    @JsonSubTypes.Type(value = ServerFrame.Presence.class, name = "presence"),
    @JsonSubTypes.Type(value = ServerFrame.Notice.class, name = "notice"),
    @JsonSubTypes.Type(value = ServerFrame.Resync.class, name = "resync"),
    @JsonSubTypes.Type(value = ServerFrame.Drain.class, name = "drain"),
    @JsonSubTypes.Type(value = ServerFrame.Ping.class, name = "ping")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ServerFrame {

    /** The first answer to a valid {@code hello}. {@code heartbeat} is in seconds. */
    record Welcome(
            long account,
            List<Long> groups,
            String connection,
            String node,
            String epoch,
            String at,
            int heartbeat,
            Limits limits)
            implements ServerFrame {}

    /** What a connection must keep to, in bytes of UTF-8. */
    record Limits(int frame, int message, int body) {}

    /** A wish was met. Which fields are there depends on the wish. */
    record Ok(
            @Nullable Long ref,
            @Nullable Long seq,
            @Nullable Long rev,
            @Nullable String at,
            @Nullable List<Message> messages,
            @Nullable Boolean more,
            @Nullable Memo memo,
            @Nullable Boolean held)
            implements ServerFrame {

        /** The answer to a wish about anything but what one keeps for oneself. */
        public Ok(
                @Nullable Long ref,
                @Nullable Long seq,
                @Nullable Long rev,
                @Nullable String at,
                @Nullable List<Message> messages,
                @Nullable Boolean more) {
            this(ref, seq, rev, at, messages, more, null, null);
        }
    }

    /** A wish was refused; without {@code ref} when it could not be read at all. */
    record Failed(@Nullable Long ref, Problem problem) implements ServerFrame {}

    /** RFC 9457; {@code type} ends with the stable code, {@code retryAfter} is in milliseconds. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Problem(
            String type,
            String title,
            int status,
            String detail,
            String code,
            @Nullable Long retryAfter) {}

    /**
     * A message, as it is now.
     *
     * @param reactions in the order in which the first of each came; not there if there are none
     * @param thread the message whose thread it belongs to
     * @param forwarded who said it first, if it is a copy
     * @param mentions whom it speaks to, in the order in which they are named; not there if to nobody
     * @param priority {@code important} or {@code urgent}; not there if it is a message like others
     * @param acknowledged of an urgent one, how many have acknowledged it, as far as it is counted
     * @param poll what can be voted on, and how often it was
     * @param pinned not there if it is not pinned
     * @param replies what its thread is, if it has one
     * @param previews of the pages it links to, in the order of the links
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Message(
            long conversation,
            long seq,
            long rev,
            String id,
            long sender,
            String at,
            String format,
            String body,
            @Nullable Long replyTo,
            @Nullable Long thread,
            @Nullable Long forwarded,
            @Nullable List<Mention> mentions,
            @Nullable String priority,
            @Nullable Long acknowledged,
            @Nullable Poll poll,
            @Nullable String edited,
            @Nullable String deleted,
            @Nullable List<Reaction> reactions,
            @Nullable Pinned pinned,
            @Nullable Replies replies,
            @Nullable List<Preview> previews) {}

    /**
     * Whom a message speaks to: one {@code account}, a {@code group}, those who are {@code here}, or the whole {@code
     * channel}.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mention(
            String kind, @Nullable Long account, @Nullable Long group) {}

    /**
     * What can be voted on. The question is the body.
     *
     * @param ends when it ends by itself
     * @param voters how many have voted, as far as it is counted
     * @param closed when somebody closed it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Poll(
            List<PollOption> options,
            boolean multiple,
            boolean anonymous,
            @Nullable String ends,
            long voters,
            @Nullable String closed) {}

    /** Something that can be chosen, and how often it was. */
    record PollOption(String text, long votes) {}

    /** What people answered a message with, in one sign: the first of them in their order, and how many they are. */
    record Reaction(String emoji, List<Long> accounts, long count) {}

    /** By whom a message is kept in sight, and since when. */
    record Pinned(long by, String at) {}

    /** A thread: how many replies, the last of them and when it came, and the first few who have written. */
    record Replies(long count, long seq, String at, List<Long> accounts) {}

    /** What a page that a message links to says of itself. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Preview(String url, String title, @Nullable String description, String site) {}

    /** A message was posted. */
    record Posted(@JsonUnwrapped Message message) implements ServerFrame {}

    /** A message was changed, as the conversation's change number {@code rev}. */
    record Changed(long conversation, long seq, long rev, Message message) implements ServerFrame {}

    /**
     * The conversation's change number {@code rev} has destroyed messages: there is none any more under these numbers, each
     * from one to another.
     */
    record Destroyed(long conversation, long rev, List<List<Long>> numbers) implements ServerFrame {}

    /**
     * What a catching-up client lacks. {@code account} is there on the last page of it ({@code more} is false): the
     * account's own state is then known up to that number.
     */
    record Changes(String epoch, @Nullable Long account, List<ConversationChanges> conversations, boolean more)
            implements ServerFrame {}

    /**
     * What a client lacks of one conversation. Afterwards it knows it up to {@code seq} and {@code rev}.
     *
     * @param conversation the settings and this account's state in it, when they changed or are new to the client
     * @param destroyed numbers, each from one to another, under which there is no message any more; they go first
     * @param reset drop the local copy of this conversation: what came since is too much; read the history as needed
     * @param left this account is no member any more; {@code seq} is the last number it may see
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConversationChanges(
            long id,
            long seq,
            long rev,
            @Nullable Conversation conversation,
            List<Message> messages,
            @Nullable List<List<Long>> destroyed,
            @Nullable Boolean reset,
            @Nullable Boolean left) {}

    /**
     * A conversation as one of its members sees it.
     *
     * @param kind {@code direct}, {@code group} or {@code channel}
     * @param history what newcomers see: {@code all}, {@code joined}, {@code last} messages or {@code since} a moment
     * @param bookmarks how often the bookmarks were changed; not there if there never were any
     * @param requests that people may ask to join; not there if they may not
     * @param waiting how many wait for an answer, for those who may answer; not there if nobody does
     * @param held how many messages wait for a moderator, for those who are; not there if none does
     * @param receipts who is shown how far members have come: {@code on}, {@code counts}, {@code off}
     * @param versions who is shown what messages said before: {@code nobody}, {@code moderators}, {@code readers}
     * @param previews whether what is behind the links in messages is shown
     * @param posting who may post: {@code everybody}, {@code moderators}
     * @param slow how many seconds members who are no moderators wait after a message; not there if they do not
     * @param muted that this member only reads; it may have an end
     * @param from the number of the first message this member may see
     * @param read the number of the last message this member has read
     * @param mentions how many of the unread messages speak to this account
     * @param with the other member of a direct conversation
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Conversation(
            long id,
            String kind,
            @Nullable String name,
            @Nullable String topic,
            String visibility,
            String history,
            @Nullable Integer historyLast,
            @Nullable String historySince,
            String receipts,
            String versions,
            boolean previews,
            String posting,
            @Nullable Long slow,
            boolean archived,
            String role,
            @Nullable Muted muted,
            @Nullable Long bookmarks,
            @Nullable Boolean requests,
            @Nullable Long waiting,
            @Nullable Long held,
            long seq,
            long rev,
            long from,
            long read,
            long unread,
            long mentions,
            @Nullable Long with,
            @Nullable Message last) {}

    /** That a member only reads: until when, if it ends by itself, and why, if somebody said. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Muted(@Nullable String until, @Nullable String reason) {}

    /** This account came into a conversation, or its settings changed. */
    record ConversationSet(Conversation conversation) implements ServerFrame {}

    /** This account is no member any more; {@code seq} is the last number it may see. */
    record Removed(long conversation, long seq) implements ServerFrame {}

    /**
     * What this account did on another of its devices.
     *
     * @param read how far it has read, where that changed
     * @param receipts whether it shows others how far it has come, if that changed
     * @param memos what it keeps for itself, where that changed
     * @param saved messages it has marked for itself, or has no longer, where that changed
     * @param threads what threads are to it, where that changed
     * @param requests where it asked to join, and what became of it, where that changed
     * @param blocks whom it has blocked, where that changed
     * @param inbox what it has put away in its inbox, where that changed
     * @param reports what it has reported, and what became of that, where that changed
     * @param decisions what was decided about it, where that changed
     * @param queue that other reports than before wait for its decision
     * @param held messages of its own that are held back or about which was decided, where that changed
     * @param hidden messages it no longer wants to see, or does again, where that changed
     * @param removals messages of its own that others have taken away
     * @param responses what it has answered to messages, where that changed
     * @param scheduled messages it wants to be posted later, where that changed
     */
    record Self(
            long rev,
            Map<Long, Long> read,
            @Nullable Boolean receipts,
            @Nullable List<Memo> memos,
            @Nullable List<Saved> saved,
            @Nullable List<ThreadState> threads,
            @Nullable List<JoinRequest> requests,
            @Nullable List<Block> blocks,
            @Nullable Inbox inbox,
            @Nullable List<Report> reports,
            @Nullable List<Decision> decisions,
            @Nullable Boolean queue,
            @Nullable List<HeldBack> held,
            @Nullable List<Saved> hidden,
            @Nullable List<Removal> removals,
            @Nullable List<Response> responses,
            @Nullable List<Scheduled> scheduled)
            implements ServerFrame {}

    /** What this account has put away: mentions, singly, and all {@code until} a moment, if it is there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Inbox(List<Done> marks, @Nullable String until) {}

    /** That a mention was put away, or taken back. */
    record Done(long conversation, long seq, boolean done) {}

    /** That a message of this account was taken away by another, and why. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Removal(
            long conversation,
            long seq,
            long by,
            String at,
            @Nullable String reason) {}

    /** What this account has answered to a message: when it acknowledged it, and what it has chosen in its poll. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Response(long conversation, long seq, @Nullable String acknowledged, List<Integer> choices) {}

    /**
     * A message that this account wants to be posted later.
     *
     * @param body not there when it was sent or deleted
     * @param state {@code waiting}, {@code refused}, {@code sent} or {@code deleted}
     * @param problem why it was refused: the code of a problem
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Scheduled(
            String id,
            long conversation,
            @Nullable String body,
            @Nullable String format,
            @Nullable Long replyTo,
            @Nullable Long thread,
            String at,
            String state,
            @Nullable String problem) {}

    /** That this account has marked or hidden a message for itself; {@code at} is not there when it has no longer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Saved(long conversation, long seq, @Nullable String at) {}

    /**
     * A message of this account that is not in the conversation before a moderator says so.
     *
     * @param state {@code held}, {@code released} or {@code dropped}
     * @param words what the rule says that held it back
     * @param body what it says; not there once it was decided
     * @param reason what whoever dropped it said
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HeldBack(
            long conversation,
            String id,
            String at,
            String state,
            String words,
            @Nullable String body,
            @Nullable Long replyTo,
            @Nullable Long thread,
            @Nullable String reason) {}

    /** That this account has blocked another, or does no longer. */
    record Block(long account, boolean blocked) {}

    /**
     * Something that this account has reported.
     *
     * @param id the number of the case
     * @param conversation where the message is; not there if a person was reported
     * @param account who said it, or was reported
     * @param state {@code open}, {@code dismissed}, {@code acted} or {@code reversed}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Report(
            long id,
            @Nullable Long conversation,
            @Nullable Long seq,
            long account,
            String reason,
            @Nullable String text,
            String at,
            String state) {}

    /**
     * What was decided about this account because somebody had reported it.
     *
     * @param id the number of the case
     * @param conversation where the message was, or where it was muted or banned
     * @param name what that is called
     * @param words what was said; only in lists that were asked for
     * @param decision {@code warn}, {@code remove}, {@code mute} or {@code ban}
     * @param until when that ends
     * @param appealUntil until when one can appeal; not there when one has
     * @param appeal what one said against it
     * @param reversed whether that was won; not there as long as it is open
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Decision(
            long id,
            @Nullable Long conversation,
            @Nullable Long seq,
            @Nullable String name,
            @Nullable String words,
            String decision,
            @Nullable String why,
            String at,
            @Nullable String until,
            @Nullable String appealUntil,
            @Nullable String appeal,
            @Nullable Boolean reversed,
            @Nullable String answer) {}

    /**
     * That this account asked to join a conversation.
     *
     * @param state {@code open}, {@code accepted}, {@code refused} or {@code withdrawn}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record JoinRequest(
            long conversation,
            @Nullable String name,
            @Nullable String text,
            String at,
            String state) {}

    /**
     * Something this account keeps for itself.
     *
     * @param value not there when it was taken away
     * @param device which of one's devices wrote it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Memo(
            @Nullable Long conversation,
            String name,
            @Nullable String value,
            long clock,
            long device) {}

    /** Whether this account follows the thread of a message, and the last reply it has read. */
    record ThreadState(long conversation, long seq, boolean following, long read) {}

    /** Members have come further. */
    record Receipts(long conversation, List<Position> positions) implements ServerFrame {}

    /** How far a member has come: the last message on one of its devices, and the last it has read. */
    record Position(long account, long delivered, long read) {}

    /** Somebody is writing; it holds for 5 s. */
    record Typing(long conversation, long account) implements ServerFrame {}

    /**
     * A large conversation that is not in focus has moved on to these numbers. At most one a second.
     *
     * @param mentions how many messages that were not told speak to this account; not there if none does
     */
    record Activity(
            long conversation, long seq, long rev, @Nullable Long mentions) implements ServerFrame {}

    /** How these look now; of who is not named nothing has changed. */
    record Presence(List<Seen> accounts) implements ServerFrame {}

    /**
     * How an account looks.
     *
     * @param status {@code online}, {@code away}, {@code busy}, {@code offline} or {@code unknown}; to oneself also {@code
     *     invisible}
     * @param until when status and text end
     * @param lastSeen of who is offline and does not hide it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Seen(
            long account,
            String status,
            @Nullable String text,
            @Nullable String until,
            @Nullable String lastSeen) {}

    /** A word for people. */
    record Notice(String kind, String text) implements ServerFrame {}

    /** This connection was too slow and its queue was dropped: catch up from the checkpoint with {@code sync}. */
    record Resync(String reason) implements ServerFrame {}

    /** This node is about to go: reconnect at a random moment within that many milliseconds. */
    record Drain(long within) implements ServerFrame {}

    /** Still there? */
    record Ping() implements ServerFrame {}
}
