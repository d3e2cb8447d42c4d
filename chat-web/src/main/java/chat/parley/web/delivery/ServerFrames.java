package chat.parley.web.delivery;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.message.Mentions;
import chat.parley.ejb.message.Receipt;
import chat.parley.ejb.presence.ShownPresence;
import chat.parley.ejb.report.Appealing;
import chat.parley.jpa.conversation.Block;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.JoinRequest;
import chat.parley.jpa.conversation.Memo;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.message.DoneMark;
import chat.parley.jpa.message.Mention;
import chat.parley.jpa.message.MessageParts;
import chat.parley.jpa.message.Pin;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Preview;
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
import chat.parley.jpa.report.OwnDecision;
import chat.parley.jpa.report.OwnReport;
import chat.parley.jpa.screening.HeldMessage;
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
                self(
                        moved.rev(),
                        own -> own.read = moved.read().stream()
                                .collect(
                                        Collectors.toMap(at -> at.conversation().value(), Cursor::seq)));
            case ChatEvent.ReceiptsHidden moved -> self(moved.rev(), own -> own.receipts = !moved.hidden());
            case ChatEvent.BlockChanged changed -> blocks(changed.rev(), List.of(changed.block()));
            case ChatEvent.HeldChanged(var message, long rev) -> held(rev, List.of(message));
            case ChatEvent.JoinRequestChanged(var request, long rev) -> requests(rev, List.of(request));
            case ChatEvent.ReportChanged changed -> reports(changed.rev(), List.of(changed.report()));
            case ChatEvent.DecisionChanged changed -> decisions(changed.rev(), List.of(changed.decision()));
            case ChatEvent.QueueChanged changed -> queue(changed.rev());
            case ChatEvent.MemoKept kept -> memos(kept.rev(), List.of(kept.memo()));
            case ChatEvent.MessageSaved marked -> saved(marked.rev(), List.of(marked.mark()));
            case ChatEvent.MentionsDone done -> inbox(done.rev(), done.marks(), done.until());
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

    /** What an account keeps for itself; its client knows its own state up to this number. */
    static ServerFrame memos(long rev, List<Memo> memos) {
        return self(
                rev, own -> own.memos = memos.stream().map(ServerFrames::memo).toList());
    }

    /** What an account has marked for itself, or has no longer; its client knows its own state up to this number. */
    static ServerFrame saved(long rev, List<SavedMark> marks) {
        return self(
                rev, own -> own.saved = marks.stream().map(ServerFrames::saved).toList());
    }

    /** What an account has hidden, or shows again; its client knows its own state up to this number. */
    static ServerFrame hidden(long rev, List<SavedMark> marks) {
        return self(
                rev, own -> own.hidden = marks.stream().map(ServerFrames::saved).toList());
    }

    /** What others have taken away of an account's; its client knows its own state up to this number. */
    static ServerFrame removals(long rev, List<Removal> removals) {
        return self(
                rev,
                own -> own.removals =
                        removals.stream().map(ServerFrames::removal).toList());
    }

    /** What an account has answered to messages; its client knows its own state up to this number. */
    static ServerFrame responses(long rev, List<Response> responses) {
        return self(
                rev,
                own -> own.responses =
                        responses.stream().map(ServerFrames::response).toList());
    }

    /** What an account wants to be posted later; its client knows its own state up to this number. */
    static ServerFrame scheduled(long rev, List<ScheduledMessage> messages) {
        return self(
                rev,
                own -> own.scheduled =
                        messages.stream().map(ServerFrames::scheduled).toList());
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
        return self(
                rev,
                own -> own.threads = marks.stream().map(ServerFrames::thread).toList());
    }

    /** What an account has put away in its inbox; its client knows its own state up to this number. */
    static ServerFrame inbox(long rev, List<DoneMark> marks, @Nullable Instant until) {
        return self(
                rev,
                own -> own.inbox = new ServerFrame.Inbox(
                        marks.stream().map(ServerFrames::done).toList(), timeOrNull(until)));
    }

    private static ServerFrame.Done done(DoneMark mark) {
        return new ServerFrame.Done(mark.conversation().value(), mark.seq(), mark.done());
    }

    private static ServerFrame.ThreadState thread(ThreadMark mark) {
        return new ServerFrame.ThreadState(mark.conversation().value(), mark.root(), mark.following(), mark.read());
    }

    private static ServerFrame.Saved saved(SavedMark mark) {
        return new ServerFrame.Saved(mark.conversation().value(), mark.seq(), timeOrNull(mark.at()));
    }

    /** Where an account asked to join; its client knows its own state up to this number. */
    static ServerFrame requests(long rev, List<JoinRequest> requests) {
        return self(
                rev,
                own -> own.requests =
                        requests.stream().map(ServerFrames::request).toList());
    }

    /** Whom an account has blocked, or does no longer; its client knows its own state up to this number. */
    static ServerFrame blocks(long rev, List<Block> blocks) {
        return self(
                rev,
                own -> own.blocks = blocks.stream()
                        .map(block -> new ServerFrame.Block(block.other().value(), block.blocked()))
                        .toList());
    }

    /** What an account has reported; its client knows its own state up to this number. */
    static ServerFrame reports(long rev, List<OwnReport> reports) {
        return self(
                rev,
                own -> own.reports = reports.stream().map(ServerFrames::report).toList());
    }

    /** What was decided about an account; its client knows its own state up to this number. */
    static ServerFrame decisions(long rev, List<OwnDecision> decisions) {
        return self(
                rev,
                own -> own.decisions =
                        decisions.stream().map(ServerFrames::decision).toList());
    }

    /** That others wait for an account's decision; its client knows its own state up to this number. */
    static ServerFrame queue(long rev) {
        return self(rev, own -> own.queue = true);
    }

    private static ServerFrame self(long rev, Consumer<OwnNews> tells) {
        OwnNews own = new OwnNews();
        tells.accept(own);
        return own.frame(rev);
    }

    /** What somebody has reported, as frames and REST show it to them. */
    public static ServerFrame.Report report(OwnReport report) {
        ConversationId conversation = report.conversation();
        return new ServerFrame.Report(
                report.id().value(),
                conversation == null ? null : conversation.value(),
                report.seq(),
                report.account().value(),
                report.reason().name().toLowerCase(Locale.ROOT),
                report.text(),
                time(report.at()),
                report.state().name().toLowerCase(Locale.ROOT));
    }

    /** What was decided about somebody, as frames and REST show it to them. */
    public static ServerFrame.Decision decision(OwnDecision decision) {
        ConversationId conversation = decision.conversation();
        return new ServerFrame.Decision(
                decision.id().value(),
                conversation == null ? null : conversation.value(),
                decision.seq(),
                decision.name(),
                decision.words(),
                decision.decision().name().toLowerCase(Locale.ROOT),
                decision.why(),
                time(decision.at()),
                timeOrNull(decision.until()),
                decision.appeal() == null ? time(decision.at().plus(Appealing.OPEN_FOR)) : null,
                decision.appeal(),
                decision.reversed(),
                decision.answer());
    }

    /** Messages of an account that are held back, or were; its client knows its own state up to this number. */
    static ServerFrame held(long rev, List<HeldMessage> messages) {
        return self(
                rev, own -> own.held = messages.stream().map(ServerFrames::held).toList());
    }

    /** What became of a message that was held back, as its sender is told. */
    public static ServerFrame.HeldBack held(HeldMessage message) {
        return new ServerFrame.HeldBack(
                message.conversation().value(),
                message.id().toString(),
                time(message.at()),
                message.state().name().toLowerCase(Locale.ROOT),
                message.words(),
                message.body().isEmpty() ? null : message.body(),
                message.replyTo(),
                message.thread(),
                message.reason());
    }

    /** What somebody is told who has sent a message: its number, or that it is held back. */
    static ServerFrame posted(long ref, Receipt receipt) {
        return receipt.held()
                ? new ServerFrame.Ok(ref, null, null, time(receipt.at()), null, null, null, true)
                : new ServerFrame.Ok(ref, receipt.seq(), null, time(receipt.at()), null, null);
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

    /** The same, if there is one. */
    public static @Nullable String timeOrNull(@Nullable Instant moment) {
        return moment == null ? null : time(moment);
    }
}
