package chat.parley.web.delivery;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.presence.ShownPresence;
import chat.parley.jpa.conversation.Block;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.JoinRequest;
import chat.parley.jpa.conversation.Memo;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.MessageParts;
import chat.parley.jpa.message.Pin;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Preview;
import chat.parley.jpa.message.Reached;
import chat.parley.jpa.message.Reaction;
import chat.parley.jpa.message.ReadCursors.Cursor;
import chat.parley.jpa.message.SavedMark;
import chat.parley.jpa.message.Source;
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
