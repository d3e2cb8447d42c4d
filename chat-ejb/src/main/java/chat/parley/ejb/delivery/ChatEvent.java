package chat.parley.ejb.delivery;

import java.time.Instant;
import java.util.List;

import chat.parley.jpa.conversation.Block;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.JoinRequest;
import chat.parley.jpa.conversation.Memo;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.message.DoneMark;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Reached;
import chat.parley.jpa.message.ReadCursors.Cursor;
import chat.parley.jpa.message.Removal;
import chat.parley.jpa.message.Response;
import chat.parley.jpa.message.SavedMark;
import chat.parley.jpa.message.ScheduledMessage;
import chat.parley.jpa.message.ThreadMark;
import chat.parley.jpa.report.OwnDecision;
import chat.parley.jpa.report.OwnReport;
import chat.parley.jpa.screening.HeldMessage;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened and is committed, as nodes tell it each other. What a client may see of it is decided
 * where it leaves, in {@code ServerFrames}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChatEvent.Posted.class, name = "posted"),
    @JsonSubTypes.Type(value = ChatEvent.Changed.class, name = "changed"),
    @JsonSubTypes.Type(value = ChatEvent.Destroyed.class, name = "destroyed"),
    @JsonSubTypes.Type(value = ChatEvent.ConversationChanged.class, name = "conversation"),
    @JsonSubTypes.Type(value = ChatEvent.StandingChanged.class, name = "standing"),
    @JsonSubTypes.Type(value = ChatEvent.ReadMoved.class, name = "read"),
    @JsonSubTypes.Type(value = ChatEvent.ReceiptsMoved.class, name = "receipts"),
    @JsonSubTypes.Type(value = ChatEvent.ReceiptsHidden.class, name = "receipts-hidden"),
    @JsonSubTypes.Type(value = ChatEvent.MemoKept.class, name = "memo"),
    @JsonSubTypes.Type(value = ChatEvent.MessageSaved.class, name = "saved"),
    @JsonSubTypes.Type(value = ChatEvent.MessageHidden.class, name = "hidden"),
    @JsonSubTypes.Type(value = ChatEvent.MessageRemoved.class, name = "removed"),
    @JsonSubTypes.Type(value = ChatEvent.Responded.class, name = "responded"),
    @JsonSubTypes.Type(value = ChatEvent.MessageScheduled.class, name = "scheduled"),
    @JsonSubTypes.Type(value = ChatEvent.ThreadMarked.class, name = "thread"),
    @JsonSubTypes.Type(value = ChatEvent.MentionsDone.class, name = "mentions-done"),
    @JsonSubTypes.Type(value = ChatEvent.JoinRequestChanged.class, name = "join-request"),
    @JsonSubTypes.Type(value = ChatEvent.BlockChanged.class, name = "block"),
    @JsonSubTypes.Type(value = ChatEvent.HeldChanged.class, name = "held"),
    @JsonSubTypes.Type(value = ChatEvent.SightChanged.class, name = "sight"),
    @JsonSubTypes.Type(value = ChatEvent.ReportChanged.class, name = "report"),
    @JsonSubTypes.Type(value = ChatEvent.DecisionChanged.class, name = "decision"),
    @JsonSubTypes.Type(value = ChatEvent.QueueChanged.class, name = "queue"),
    @JsonSubTypes.Type(value = ChatEvent.Typed.class, name = "typed"),
    @JsonSubTypes.Type(value = ChatEvent.DeviceRevoked.class, name = "device-revoked"),
    @JsonSubTypes.Type(value = ChatEvent.AccountDisabled.class, name = "account-disabled")
})
public sealed interface ChatEvent {

    /**
     * A message was added to the log; also what happened to the membership, which is a message too.
     *
     * @param trace the step of its trace that comes before this one; none if it is not traced, as most are not
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Posted(PostedMessage message, @Nullable String trace) implements ChatEvent {}

    /** A message that existed was changed, as the conversation's change number {@code rev}; this is what it is now. */
    record Changed(long rev, PostedMessage message) implements ChatEvent {}

    /** Messages were destroyed, as the conversation's change number {@code rev}; they are in these gaps of its numbers. */
    record Destroyed(ConversationId conversation, long rev, List<NumberRange> gaps) implements ChatEvent {}

    /** A conversation's settings are others now. */
    record ConversationChanged(ConversationId conversation) implements ChatEvent {}

    /** A member stands otherwise in a conversation than before; the other members are not concerned. */
    record StandingChanged(AccountId account, ConversationId conversation) implements ChatEvent {}

    /** An account has read on, here and there; {@code rev} numbers the changes to the account's own state. */
    record ReadMoved(AccountId account, List<Cursor> read, long rev) implements ChatEvent {}

    /** Members have come further in a conversation. Only of those whose position the others are shown by name. */
    record ReceiptsMoved(ConversationId conversation, List<Reached> positions) implements ChatEvent {}

    /** An account hides how far it has come, or shows it again. */
    record ReceiptsHidden(AccountId account, boolean hidden, long rev) implements ChatEvent {}

    /** An account keeps something for itself. */
    record MemoKept(AccountId account, Memo memo, long rev) implements ChatEvent {}

    /** An account has marked a message for itself, or has no longer. */
    record MessageSaved(AccountId account, SavedMark mark, long rev) implements ChatEvent {}

    /** An account no longer wants to see a message, or wants to again. */
    record MessageHidden(AccountId account, SavedMark mark, long rev) implements ChatEvent {}

    /** A moderator has taken away what an account wrote. */
    record MessageRemoved(AccountId account, Removal removal, long rev) implements ChatEvent {}

    /** An account has answered to what a message wants. Everybody else is told of the message when it is counted. */
    record Responded(AccountId account, Response response, long rev) implements ChatEvent {}

    /** An account wants a message to be posted later, has changed its mind, or it was posted, or refused. */
    record MessageScheduled(AccountId account, ScheduledMessage message, long rev) implements ChatEvent {}

    /** An account follows a thread, or no longer, or has read on in it. */
    record ThreadMarked(AccountId account, ThreadMark mark, long rev) implements ChatEvent {}

    /** An account has put these mentions away or taken them back, and all up to {@code until} away, if that is there. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MentionsDone(
            AccountId account,
            List<DoneMark> marks,
            @Nullable Instant until,
            long rev) implements ChatEvent {}

    /** An account asked to join a conversation, or that was answered; {@code rev} is as of {@link ReadMoved}. */
    record JoinRequestChanged(JoinRequest request, long rev) implements ChatEvent {}

    /** An account has blocked another, or does no longer; {@code rev} is as of {@link ReadMoved}. */
    record BlockChanged(AccountId account, Block block, long rev) implements ChatEvent {}

    /** A message of an account is held back, or that was decided; {@code rev} is as of {@link ReadMoved}. */
    record HeldChanged(HeldMessage message, long rev) implements ChatEvent {}

    /** Whose presence an account may see is otherwise than before. */
    record SightChanged(AccountId account) implements ChatEvent {}

    /** An account has reported something, or something became of that; {@code rev} is as of {@link ReadMoved}. */
    record ReportChanged(AccountId account, OwnReport report, long rev) implements ChatEvent {}

    /** It was decided about an account, or about its appeal; {@code rev} is as of {@link ReadMoved}. */
    record DecisionChanged(AccountId account, OwnDecision decision, long rev) implements ChatEvent {}

    /** Other cases than before wait for the decision of an account; {@code rev} is as of {@link ReadMoved}. */
    record QueueChanged(AccountId account, long rev) implements ChatEvent {}

    /** Somebody is writing. Never stored, dropped first. */
    record Typed(ConversationId conversation, AccountId account) implements ChatEvent {}

    /** A device may no longer do anything. */
    record DeviceRevoked(DeviceId device) implements ChatEvent {}

    /** An account may no longer do anything. */
    record AccountDisabled(AccountId account) implements ChatEvent {}
}
