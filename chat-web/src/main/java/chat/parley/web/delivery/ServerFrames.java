package chat.parley.web.delivery;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.presence.ShownPresence;
import chat.parley.jpa.conversation.Block;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.JoinRequest;
import chat.parley.jpa.conversation.Memo;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.MessageParts;
import chat.parley.jpa.message.Pin;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Priority;
import chat.parley.jpa.message.Purpose;
import chat.parley.jpa.message.Reached;
import chat.parley.jpa.message.Reaction;
import chat.parley.jpa.message.ReadCursors.Cursor;
import chat.parley.jpa.message.Removal;
import chat.parley.jpa.message.Response;
import chat.parley.jpa.message.SavedMark;
import chat.parley.jpa.message.ScheduledMessage;
import chat.parley.jpa.message.Source;
import chat.parley.jpa.message.Tally;
import chat.parley.jpa.message.ThreadMark;
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
            case ChatEvent.Typed(var conversation, var account) ->
                new ServerFrame.Typing(conversation.value(), account.value());
            case ChatEvent.ReadMoved moved ->
                new ServerFrame.Self(
                        moved.rev(),
                        moved.read().stream()
                                .collect(
                                        Collectors.toMap(at -> at.conversation().value(), Cursor::seq)),
                        null,
                        null);
            case ChatEvent.ReceiptsHidden moved -> new ServerFrame.Self(moved.rev(), Map.of(), !moved.hidden(), null);
            case ChatEvent.BlockChanged changed -> blocks(changed.rev(), List.of(changed.block()));
            case ChatEvent.JoinRequestChanged(var request, long rev) -> requests(rev, List.of(request));
            case ChatEvent.MemoKept kept -> memos(kept.rev(), List.of(kept.memo()));
            case ChatEvent.MessageSaved marked -> saved(marked.rev(), List.of(marked.mark()));
            case ChatEvent.MessageHidden marked -> hidden(marked.rev(), List.of(marked.mark()));
            case ChatEvent.MessageRemoved removed -> removals(removed.rev(), List.of(removed.removal()));
            case ChatEvent.Responded responded -> responses(responded.rev(), List.of(responded.response()));
            case ChatEvent.MessageScheduled scheduled -> scheduled(scheduled.rev(), List.of(scheduled.message()));
            case ChatEvent.ThreadMarked marked -> threads(marked.rev(), List.of(marked.mark()));
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
                purpose == null ? null : priority(purpose),
                purpose == null || !purpose.wantsAcknowledgement() ? null : tally == null ? 0L : tally.acknowledged(),
                purpose == null ? null : poll(purpose.poll(), tally),
                timeOrNull(message.editedAt()),
                timeOrNull(message.deletedAt()),
                parts == null ? null : reactions(parts.reactions()),
                parts == null ? null : pinned(parts.pin()),
                parts == null ? null : replies(parts.thread()));
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

    /** What an account keeps for itself; its client knows its own state up to this number. */
    static ServerFrame memos(long rev, List<Memo> memos) {
        return new ServerFrame.Self(
                rev, Map.of(), null, memos.stream().map(ServerFrames::memo).toList());
    }

    /** What an account has marked for itself, or has no longer; its client knows its own state up to this number. */
    static ServerFrame saved(long rev, List<SavedMark> marks) {
        return new ServerFrame.Self(
                rev,
                Map.of(),
                null,
                null,
                marks.stream().map(ServerFrames::saved).toList(),
                null,
                null,
                null);
    }

    /** What an account has hidden, or shows again; its client knows its own state up to this number. */
    static ServerFrame hidden(long rev, List<SavedMark> marks) {
        List<ServerFrame.Saved> hidden = marks.stream().map(ServerFrames::saved).toList();
        return new ServerFrame.Self(rev, Map.of(), null, null, null, null, null, null, hidden, null, null, null);
    }

    /** What others have taken away of an account's; its client knows its own state up to this number. */
    static ServerFrame removals(long rev, List<Removal> removals) {
        List<ServerFrame.Removal> told =
                removals.stream().map(ServerFrames::removal).toList();
        return new ServerFrame.Self(rev, Map.of(), null, null, null, null, null, null, null, told, null, null);
    }

    /** What an account has answered to messages; its client knows its own state up to this number. */
    static ServerFrame responses(long rev, List<Response> responses) {
        List<ServerFrame.Response> told =
                responses.stream().map(ServerFrames::response).toList();
        return new ServerFrame.Self(rev, Map.of(), null, null, null, null, null, null, null, null, told, null);
    }

    /** What an account wants to be posted later; its client knows its own state up to this number. */
    static ServerFrame scheduled(long rev, List<ScheduledMessage> messages) {
        List<ServerFrame.Scheduled> told =
                messages.stream().map(ServerFrames::scheduled).toList();
        return new ServerFrame.Self(rev, Map.of(), null, null, null, null, null, null, null, null, null, told);
    }

    /** That a message was taken away, as frames and REST show it. */
    public static ServerFrame.Removal removal(Removal removal) {
        return new ServerFrame.Removal(
                removal.conversation().value(),
                removal.seq(),
                removal.by().value(),
                time(removal.at()),
                removal.reason());
    }

    /** What an account has answered, as frames and REST show it. */
    public static ServerFrame.Response response(Response response) {
        return new ServerFrame.Response(
                response.conversation().value(),
                response.seq(),
                timeOrNull(response.acknowledgedAt()),
                response.choices());
    }

    /** A message that is to be posted later, as frames and REST show it. */
    public static ServerFrame.Scheduled scheduled(ScheduledMessage message) {
        boolean pending = message.pending();
        return new ServerFrame.Scheduled(
                message.id().toString(),
                message.conversation().value(),
                pending ? message.body() : null,
                pending ? message.format().name().toLowerCase(Locale.ROOT) : null,
                message.replyTo(),
                message.thread(),
                time(message.dueAt()),
                message.state().name().toLowerCase(Locale.ROOT),
                message.problem());
    }

    /** What threads are to an account; its client knows its own state up to this number. */
    static ServerFrame threads(long rev, List<ThreadMark> marks) {
        return new ServerFrame.Self(
                rev,
                Map.of(),
                null,
                null,
                null,
                marks.stream().map(ServerFrames::thread).toList(),
                null,
                null);
    }

    private static ServerFrame.ThreadState thread(ThreadMark mark) {
        return new ServerFrame.ThreadState(mark.conversation().value(), mark.root(), mark.following(), mark.read());
    }

    private static ServerFrame.Saved saved(SavedMark mark) {
        return new ServerFrame.Saved(mark.conversation().value(), mark.seq(), timeOrNull(mark.at()));
    }

    /** Where an account asked to join; its client knows its own state up to this number. */
    static ServerFrame requests(long rev, List<JoinRequest> requests) {
        return new ServerFrame.Self(
                rev,
                Map.of(),
                null,
                null,
                null,
                null,
                requests.stream().map(ServerFrames::request).toList(),
                null);
    }

    /** Whom an account has blocked, or does no longer; its client knows its own state up to this number. */
    static ServerFrame blocks(long rev, List<Block> blocks) {
        return new ServerFrame.Self(
                rev,
                Map.of(),
                null,
                null,
                null,
                null,
                null,
                blocks.stream()
                        .map(block -> new ServerFrame.Block(block.other().value(), block.blocked()))
                        .toList());
    }

    /** Where somebody asked to join, as frames and REST show it to them. */
    public static ServerFrame.JoinRequest request(JoinRequest request) {
        return new ServerFrame.JoinRequest(
                request.conversation().value(),
                request.name(),
                request.text(),
                time(request.at()),
                request.state().name().toLowerCase(Locale.ROOT));
    }

    /** Something kept, as frames and REST show it. */
    public static ServerFrame.Memo memo(Memo memo) {
        ConversationId conversation = memo.conversation();
        return new ServerFrame.Memo(
                conversation == null ? null : conversation.value(),
                memo.name(),
                memo.value(),
                memo.clock(),
                memo.device().value());
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

    private static @Nullable String timeOrNull(@Nullable Instant moment) {
        return moment == null ? null : time(moment);
    }
}
