package chat.parley.jpa.message;

import java.util.List;

import chat.parley.jpa.conversation.Role;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a conversation itself. It is written into the log as the body of a message, so that it has a number
 * and its place among the others: whoever folds the log in order knows exactly who was a member when. The sender of
 * the message is who did it. At most {@value #MOST_ACCOUNTS} accounts an event.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
@JsonSubTypes({
    @JsonSubTypes.Type(value = SystemEvent.Created.class, name = "created"),
    @JsonSubTypes.Type(value = SystemEvent.Joined.class, name = "joined"),
    @JsonSubTypes.Type(value = SystemEvent.Left.class, name = "left"),
    @JsonSubTypes.Type(value = SystemEvent.Removed.class, name = "removed"),
    @JsonSubTypes.Type(value = SystemEvent.RoleChanged.class, name = "role"),
    @JsonSubTypes.Type(value = SystemEvent.Renamed.class, name = "renamed"),
    @JsonSubTypes.Type(value = SystemEvent.TopicChanged.class, name = "topic"),
    @JsonSubTypes.Type(value = SystemEvent.Archived.class, name = "archived"),
    @JsonSubTypes.Type(value = SystemEvent.ReceiptsChanged.class, name = "receipts"),
    @JsonSubTypes.Type(value = SystemEvent.VersionsChanged.class, name = "versions"),
    @JsonSubTypes.Type(value = SystemEvent.PreviewsSwitched.class, name = "previews"),
    @JsonSubTypes.Type(value = SystemEvent.PostingChanged.class, name = "posting"),
    @JsonSubTypes.Type(value = SystemEvent.SlowModeChanged.class, name = "slow"),
    @JsonSubTypes.Type(value = SystemEvent.HistoryChanged.class, name = "history"),
    @JsonSubTypes.Type(value = SystemEvent.RequestsChanged.class, name = "requests"),
    @JsonSubTypes.Type(value = SystemEvent.ChannelMade.class, name = "channel"),
    @JsonSubTypes.Type(value = SystemEvent.BookmarksChanged.class, name = "bookmarks"),
    @JsonSubTypes.Type(value = SystemEvent.Muted.class, name = "muted"),
    @JsonSubTypes.Type(value = SystemEvent.Unmuted.class, name = "unmuted"),
    @JsonSubTypes.Type(value = SystemEvent.Banned.class, name = "banned"),
    @JsonSubTypes.Type(value = SystemEvent.Unbanned.class, name = "unbanned")
})
public sealed interface SystemEvent {

    /** How many accounts one event names at the most; more take several events. */
    int MOST_ACCOUNTS = 500;

    /** The conversation was created, with these first members, its creator among them and its owner. */
    record Created(List<Long> accounts) implements SystemEvent {}

    /**
     * These became members, by themselves or by somebody with the right to add them.
     *
     * @param role what they are now, where that is not {@link Role#MEMBER}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Joined(List<Long> accounts, @Nullable Role role) implements SystemEvent {

        /** They became members of the common kind. */
        public Joined(List<Long> accounts) {
            this(accounts, null);
        }
    }

    /** Somebody left. */
    record Left(long account) implements SystemEvent {}

    /** Somebody was removed. */
    record Removed(long account) implements SystemEvent {}

    /** Somebody's role is another now. */
    record RoleChanged(long account, Role role) implements SystemEvent {}

    /** The conversation has another name. */
    record Renamed(String name) implements SystemEvent {}

    /** The conversation has another topic; empty if it has none now. */
    record TopicChanged(String topic) implements SystemEvent {}

    /** The conversation was closed for writing, or opened again. */
    record Archived(boolean archived) implements SystemEvent {}

    /** How far members have come is shown to others than before: {@code on}, {@code counts}, {@code off}. */
    record ReceiptsChanged(String receipts) implements SystemEvent {}

    /** What messages said before is shown to others than before: {@code nobody}, {@code moderators}, {@code readers}. */
    record VersionsChanged(String versions) implements SystemEvent {}

    /** What is behind the links in messages is shown from now on, or no longer. */
    record PreviewsSwitched(boolean previews) implements SystemEvent {}

    /** Others may post than before: {@code everybody}, {@code moderators}. */
    record PostingChanged(String posting) implements SystemEvent {}

    /** Members wait so many seconds after a message before the next one; 0: not at all. */
    record SlowModeChanged(long seconds) implements SystemEvent {}

    /**
     * Newcomers see more or less than before of what was said: {@code all}, {@code joined}, {@code last}, {@code since}.
     *
     * @param last how many messages, of {@code last}
     * @param since from which moment on (ISO 8601), of {@code since}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HistoryChanged(
            String history,
            @Nullable Integer last,
            @Nullable String since) implements SystemEvent {}

    /** People may ask to join, or no longer. */
    record RequestsChanged(boolean requests) implements SystemEvent {}

    /** The group has become a channel, of this name. */
    record ChannelMade(String name) implements SystemEvent {}

    /** The bookmarks are others; there are so many now. */
    record BookmarksChanged(int count) implements SystemEvent {}

    /**
     * Somebody may only read.
     *
     * @param until when that ends by itself (ISO 8601), if it does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Muted(long account, @Nullable String until) implements SystemEvent {}

    /** Somebody was muted and is no more, before the time. */
    record Unmuted(long account) implements SystemEvent {}

    /**
     * Somebody may be no member; who was one is none from this message on.
     *
     * @param until when that ends by itself (ISO 8601), if it does
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Banned(long account, @Nullable String until) implements SystemEvent {}

    /** Somebody was banned and is no more, before the time. */
    record Unbanned(long account) implements SystemEvent {}

    /**
     * Whether somebody may do less than before, or something else. Whoever was let in earlier is asked again then; what
     * only adds, like newcomers or a name, leaves everybody else's admission as good as it was.
     */
    default boolean changesRights() {
        return switch (this) {
            case Left _,
                    Removed _,
                    RoleChanged _,
                    Archived _,
                    PostingChanged _,
                    SlowModeChanged _,
                    ChannelMade _,
                    Muted _,
                    Banned _ -> true;
            case Created _,
                    Joined _,
                    Renamed _,
                    TopicChanged _,
                    ReceiptsChanged _,
                    VersionsChanged _,
                    PreviewsSwitched _,
                    HistoryChanged _,
                    RequestsChanged _,
                    BookmarksChanged _,
                    Unmuted _,
                    Unbanned _ -> false;
        };
    }
}
