package chat.parley.web.delivery;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.message.Mentions;
import chat.parley.ejb.message.Receipt;
import chat.parley.ejb.presence.ShownPresence;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.message.Mention;
import chat.parley.jpa.message.MessageParts;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.message.Pin;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Preview;
import chat.parley.jpa.message.Priority;
import chat.parley.jpa.message.Purpose;
import chat.parley.jpa.message.Reached;
import chat.parley.jpa.message.Reaction;
import chat.parley.jpa.message.Source;
import chat.parley.jpa.message.Tally;
import chat.parley.jpa.message.ThreadSummary;
import chat.parley.web.wire.ServerFrame;
import org.jspecify.annotations.Nullable;

/** What clients see of what has happened: events and frames are two vocabularies, joined here and nowhere else. */
public final class ServerFrames {

    private static final DateTimeFormatter MICROS =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter(Locale.ROOT);

    private ServerFrames() {}

    /** The frame of an event about a conversation or an account; null where clients see something else happen. */
    static @Nullable ServerFrame of(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Posted posted -> new ServerFrame.Posted(message(posted.message()));
            case ChatEvent.Changed(long rev, var message) -> changed(rev, message);
            case ChatEvent.Destroyed(var conversation, long rev, var gaps) -> destroyed(conversation, rev, gaps);
            case ChatEvent.Typed(var conversation, var account) ->
                new ServerFrame.Typing(conversation.value(), account.value());
            case ChatEvent.ReadMoved moved -> OwnFrames.read(moved.rev(), moved.read());
            case ChatEvent.ReceiptsHidden moved -> OwnFrames.receipts(moved.rev(), !moved.hidden());
            case ChatEvent.BlockChanged changed -> OwnFrames.blocks(changed.rev(), List.of(changed.block()));
            case ChatEvent.HeldChanged(var message, long rev) -> OwnFrames.held(rev, List.of(message));
            case ChatEvent.JoinRequestChanged(var request, long rev) -> OwnFrames.requests(rev, List.of(request));
            case ChatEvent.ReportChanged changed -> OwnFrames.reports(changed.rev(), List.of(changed.report()));
            case ChatEvent.DecisionChanged changed -> OwnFrames.decisions(changed.rev(), List.of(changed.decision()));
            case ChatEvent.QueueChanged changed -> OwnFrames.queue(changed.rev());
            case ChatEvent.MemoKept kept -> OwnFrames.memos(kept.rev(), List.of(kept.memo()));
            case ChatEvent.MessageSaved marked -> OwnFrames.saved(marked.rev(), List.of(marked.mark()));
            case ChatEvent.MentionsDone done -> OwnFrames.inbox(done.rev(), done.marks(), done.until());
            case ChatEvent.MessageHidden marked -> OwnFrames.hidden(marked.rev(), List.of(marked.mark()));
            case ChatEvent.MessageRemoved removed -> OwnFrames.removals(removed.rev(), List.of(removed.removal()));
            case ChatEvent.Responded responded -> OwnFrames.responses(responded.rev(), List.of(responded.response()));
            case ChatEvent.MessageScheduled scheduled ->
                OwnFrames.scheduled(scheduled.rev(), List.of(scheduled.message()));
            case ChatEvent.ThreadMarked marked -> OwnFrames.threads(marked.rev(), List.of(marked.mark()));
            case ChatEvent.ReceiptsMoved(var conversation, var positions) -> receipts(conversation, positions);
            // Every member sees a conversation in a way of their own: ConversationStreams tells each
            case ChatEvent.ConversationChanged _, ChatEvent.StandingChanged _ -> null;
            // Watches tells how the others look now
            case ChatEvent.SightChanged _ -> null;
            // The connection ends
            case ChatEvent.DeviceRevoked _, ChatEvent.AccountDisabled _ -> null;
        };
    }

    /** A message, as frames and REST show it. */
    public static ServerFrame.Message message(PostedMessage message) {
        MessageParts parts = message.parts();
        Source source = message.source();
        Purpose purpose = message.purpose();
        Tally tally = parts == null ? null : parts.tally();
        return new ServerFrame.Message(
                message.conversation().value(),
                message.seq(),
                message.rev(),
                message.id().toString(),
                message.sender().value(),
                time(message.at()),
                message.format().name().toLowerCase(Locale.ROOT),
                message.body(),
                message.replyTo(),
                message.thread(),
                source == null ? null : source.sender().value(),
                mentions(message),
                purpose == null ? null : priority(purpose),
                purpose == null || !purpose.wantsAcknowledgement() ? null : tally == null ? 0L : tally.acknowledged(),
                purpose == null ? null : poll(purpose.poll(), tally),
                timeOrNull(message.editedAt()),
                timeOrNull(message.deletedAt()),
                parts == null ? null : reactions(parts.reactions()),
                parts == null ? null : pinned(parts.pin()),
                parts == null ? null : replies(parts.thread()),
                parts == null ? null : previews(parts.previews()));
    }

    private static @Nullable List<ServerFrame.Preview> previews(List<Preview> previews) {
        return previews.isEmpty()
                ? null
                : previews.stream()
                        .map(each -> new ServerFrame.Preview(each.url(), each.title(), each.description(), each.site()))
                        .toList();
    }

    private static @Nullable List<ServerFrame.Mention> mentions(PostedMessage message) {
        List<Mention> mentions = Mentions.of(message);
        return mentions.isEmpty()
                ? null
                : mentions.stream().map(ServerFrames::mention).toList();
    }

    private static ServerFrame.Mention mention(Mention mention) {
        return switch (mention) {
            case Mention.Person(AccountId account) -> new ServerFrame.Mention("account", account.value(), null);
            case Mention.Group(UserGroupId group) -> new ServerFrame.Mention("group", null, group.value());
            case Mention.Here _ -> new ServerFrame.Mention("here", null, null);
            case Mention.Everybody _ -> new ServerFrame.Mention("channel", null, null);
        };
    }

    private static @Nullable String priority(Purpose purpose) {
        Priority priority = purpose.priority();
        return priority == null ? null : priority.name().toLowerCase(Locale.ROOT);
    }

    private static ServerFrame.@Nullable Poll poll(@Nullable PollTerms terms, @Nullable Tally tally) {
        if (terms == null) {
            return null;
        }
        List<String> options = terms.options();
        List<Long> votes = tally == null ? List.of() : tally.votes();
        return new ServerFrame.Poll(
                IntStream.range(0, options.size())
                        .mapToObj(i -> new ServerFrame.PollOption(options.get(i), i < votes.size() ? votes.get(i) : 0))
                        .toList(),
                terms.multiple(),
                terms.anonymous(),
                timeOrNull(terms.endsAt()),
                tally == null ? 0 : tally.voters(),
                tally == null ? null : timeOrNull(tally.closedAt()));
    }

    private static ServerFrame.@Nullable Replies replies(@Nullable ThreadSummary thread) {
        return thread == null
                ? null
                : new ServerFrame.Replies(
                        thread.replies(), thread.lastSeq(), time(thread.lastAt()), ids(thread.participants()));
    }

    private static List<Long> ids(List<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).toList();
    }

    private static ServerFrame.@Nullable Pinned pinned(@Nullable Pin pin) {
        return pin == null ? null : new ServerFrame.Pinned(pin.by().value(), time(pin.at()));
    }

    private static @Nullable List<ServerFrame.Reaction> reactions(List<Reaction> reactions) {
        return reactions.isEmpty()
                ? null
                : reactions.stream().map(ServerFrames::reaction).toList();
    }

    /** What people reacted with, as frames and REST show it. */
    public static ServerFrame.Reaction reaction(Reaction reaction) {
        return new ServerFrame.Reaction(reaction.emoji(), ids(reaction.accounts()), reaction.count());
    }

    /** What somebody is told who has sent a message: its number, or that it is held back. */
    static ServerFrame posted(long ref, Receipt receipt) {
        return receipt.held()
                ? new ServerFrame.Ok(ref, null, null, time(receipt.at()), null, null, null, true)
                : new ServerFrame.Ok(ref, receipt.seq(), null, time(receipt.at()), null, null);
    }

    /** How far members have come. */
    static ServerFrame receipts(ConversationId conversation, List<Reached> positions) {
        return new ServerFrame.Receipts(
                conversation.value(),
                positions.stream().map(ServerFrames::position).toList());
    }

    /** How far one has come, as frames and REST show it. */
    public static ServerFrame.Position position(Reached reached) {
        return new ServerFrame.Position(reached.account().value(), reached.delivered(), reached.read());
    }

    /** A moment: ISO 8601, UTC, microseconds. */
    public static String time(Instant moment) {
        return MICROS.format(moment);
    }

    /** The change of this number, with what the message is now. */
    static ServerFrame changed(long rev, PostedMessage message) {
        return new ServerFrame.Changed(message.conversation().value(), message.seq(), rev, message(message));
    }

    /** The change of this number, which took all messages of these numbers. */
    static ServerFrame destroyed(ConversationId conversation, long rev, List<NumberRange> gaps) {
        return new ServerFrame.Destroyed(conversation.value(), rev, numbers(gaps));
    }

    /** Ranges of numbers, as frames write them. */
    static List<List<Long>> numbers(List<NumberRange> ranges) {
        return ranges.stream().map(range -> List.of(range.from(), range.to())).toList();
    }

    /** How these people look. */
    static ServerFrame presence(Map<AccountId, ShownPresence> people) {
        return new ServerFrame.Presence(people.entrySet().stream()
                .map(each -> seen(each.getKey(), each.getValue()))
                .toList());
    }

    private static ServerFrame.Seen seen(AccountId account, ShownPresence presence) {
        return new ServerFrame.Seen(
                account.value(),
                presence.status().name().toLowerCase(Locale.ROOT),
                presence.text(),
                timeOrNull(presence.until()),
                timeOrNull(presence.lastSeen()));
    }

    /** The same, if there is one. */
    public static @Nullable String timeOrNull(@Nullable Instant moment) {
        return moment == null ? null : time(moment);
    }
}
