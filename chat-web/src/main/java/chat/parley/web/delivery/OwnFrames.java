package chat.parley.web.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import chat.parley.ejb.report.Appealing;
import chat.parley.jpa.conversation.Block;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.JoinRequest;
import chat.parley.jpa.conversation.Memo;
import chat.parley.jpa.message.DoneMark;
import chat.parley.jpa.message.ReadCursors.Cursor;
import chat.parley.jpa.message.Removal;
import chat.parley.jpa.message.Response;
import chat.parley.jpa.message.SavedMark;
import chat.parley.jpa.message.ScheduledMessage;
import chat.parley.jpa.message.ThreadMark;
import chat.parley.jpa.report.OwnDecision;
import chat.parley.jpa.report.OwnReport;
import chat.parley.jpa.screening.HeldMessage;
import chat.parley.web.wire.ServerFrame;
import org.jspecify.annotations.Nullable;

/**
 * What clients see of what belongs to an account itself: first each kind of news as a frame, then each thing in them as
 * frames and REST show it.
 */
public final class OwnFrames {

    private OwnFrames() {}

    /** How far an account has read; its client knows its own state up to this number. */
    static ServerFrame read(long rev, List<Cursor> cursors) {
        return self(
                rev,
                own -> own.read = cursors.stream()
                        .collect(Collectors.toMap(at -> at.conversation().value(), Cursor::seq)));
    }

    /** Whether an account shows others how far it has come; its client knows its own state up to this number. */
    static ServerFrame receipts(long rev, boolean shown) {
        return self(rev, own -> own.receipts = shown);
    }

    /** What an account keeps for itself; its client knows its own state up to this number. */
    static ServerFrame memos(long rev, List<Memo> memos) {
        return self(rev, own -> own.memos = each(memos, OwnFrames::memo));
    }

    /** What an account has marked for itself, or has no longer; its client knows its own state up to this number. */
    static ServerFrame saved(long rev, List<SavedMark> marks) {
        return self(rev, own -> own.saved = each(marks, OwnFrames::saved));
    }

    /** What an account has hidden, or shows again; its client knows its own state up to this number. */
    static ServerFrame hidden(long rev, List<SavedMark> marks) {
        return self(rev, own -> own.hidden = each(marks, OwnFrames::saved));
    }

    /** What threads are to an account; its client knows its own state up to this number. */
    static ServerFrame threads(long rev, List<ThreadMark> marks) {
        return self(rev, own -> own.threads = each(marks, OwnFrames::thread));
    }

    /** What an account has put away in its inbox; its client knows its own state up to this number. */
    static ServerFrame inbox(long rev, List<DoneMark> marks, @Nullable Instant until) {
        return self(
                rev,
                own -> own.inbox = new ServerFrame.Inbox(each(marks, OwnFrames::done), ServerFrames.timeOrNull(until)));
    }

    /** What an account has answered to messages; its client knows its own state up to this number. */
    static ServerFrame responses(long rev, List<Response> responses) {
        return self(rev, own -> own.responses = each(responses, OwnFrames::response));
    }

    /** What an account wants to be posted later; its client knows its own state up to this number. */
    static ServerFrame scheduled(long rev, List<ScheduledMessage> messages) {
        return self(rev, own -> own.scheduled = each(messages, OwnFrames::scheduled));
    }

    /** Messages of an account that are held back, or were; its client knows its own state up to this number. */
    static ServerFrame held(long rev, List<HeldMessage> messages) {
        return self(rev, own -> own.held = each(messages, OwnFrames::held));
    }

    /** What others have taken away of an account's; its client knows its own state up to this number. */
    static ServerFrame removals(long rev, List<Removal> removals) {
        return self(rev, own -> own.removals = each(removals, OwnFrames::removal));
    }

    /** Where an account asked to join; its client knows its own state up to this number. */
    static ServerFrame requests(long rev, List<JoinRequest> requests) {
        return self(rev, own -> own.requests = each(requests, OwnFrames::request));
    }

    /** Whom an account has blocked, or does no longer; its client knows its own state up to this number. */
    static ServerFrame blocks(long rev, List<Block> blocks) {
        return self(rev, own -> own.blocks = each(blocks, OwnFrames::block));
    }

    /** What an account has reported; its client knows its own state up to this number. */
    static ServerFrame reports(long rev, List<OwnReport> reports) {
        return self(rev, own -> own.reports = each(reports, OwnFrames::report));
    }

    /** What was decided about an account; its client knows its own state up to this number. */
    static ServerFrame decisions(long rev, List<OwnDecision> decisions) {
        return self(rev, own -> own.decisions = each(decisions, OwnFrames::decision));
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

    private static <T, S> List<S> each(List<T> things, Function<T, S> shown) {
        return things.stream().map(shown).toList();
    }

    /** That a message was taken away, as frames and REST show it. */
    public static ServerFrame.Removal removal(Removal removal) {
        return new ServerFrame.Removal(
                removal.conversation().value(),
                removal.seq(),
                removal.by().value(),
                ServerFrames.time(removal.at()),
                removal.reason());
    }

    /** What an account has answered, as frames and REST show it. */
    public static ServerFrame.Response response(Response response) {
        return new ServerFrame.Response(
                response.conversation().value(),
                response.seq(),
                ServerFrames.timeOrNull(response.acknowledgedAt()),
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
                ServerFrames.time(message.dueAt()),
                message.state().name().toLowerCase(Locale.ROOT),
                message.problem());
    }

    private static ServerFrame.Block block(Block block) {
        return new ServerFrame.Block(block.other().value(), block.blocked());
    }

    private static ServerFrame.Done done(DoneMark mark) {
        return new ServerFrame.Done(mark.conversation().value(), mark.seq(), mark.done());
    }

    private static ServerFrame.ThreadState thread(ThreadMark mark) {
        return new ServerFrame.ThreadState(mark.conversation().value(), mark.root(), mark.following(), mark.read());
    }

    private static ServerFrame.Saved saved(SavedMark mark) {
        return new ServerFrame.Saved(mark.conversation().value(), mark.seq(), ServerFrames.timeOrNull(mark.at()));
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
                ServerFrames.time(report.at()),
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
                ServerFrames.time(decision.at()),
                ServerFrames.timeOrNull(decision.until()),
                decision.appeal() == null ? ServerFrames.time(decision.at().plus(Appealing.OPEN_FOR)) : null,
                decision.appeal(),
                decision.reversed(),
                decision.answer());
    }

    /** What became of a message that was held back, as its sender is told. */
    public static ServerFrame.HeldBack held(HeldMessage message) {
        return new ServerFrame.HeldBack(
                message.conversation().value(),
                message.id().toString(),
                ServerFrames.time(message.at()),
                message.state().name().toLowerCase(Locale.ROOT),
                message.words(),
                message.body().isEmpty() ? null : message.body(),
                message.replyTo(),
                message.thread(),
                message.reason());
    }

    /** Where somebody asked to join, as frames and REST show it to them. */
    public static ServerFrame.JoinRequest request(JoinRequest request) {
        return new ServerFrame.JoinRequest(
                request.conversation().value(),
                request.name(),
                request.text(),
                ServerFrames.time(request.at()),
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
}
