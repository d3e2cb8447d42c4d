package chat.parley.web.delivery;

import java.util.List;
import java.util.Map;

import chat.parley.web.wire.ServerFrame;
import org.jspecify.annotations.Nullable;

/** What is new of an account's own state, on its way to become a frame; what was not said stays as it is. */
final class OwnNews {

    Map<Long, Long> read = Map.of();

    @Nullable
    Boolean receipts;

    @Nullable
    List<ServerFrame.Memo> memos;

    @Nullable
    List<ServerFrame.Saved> saved;

    @Nullable
    List<ServerFrame.ThreadState> threads;

    @Nullable
    List<ServerFrame.JoinRequest> requests;

    @Nullable
    List<ServerFrame.Block> blocks;

    ServerFrame.@Nullable Inbox inbox;

    @Nullable
    List<ServerFrame.Report> reports;

    @Nullable
    List<ServerFrame.Decision> decisions;

    @Nullable
    Boolean queue;

    @Nullable
    List<ServerFrame.HeldBack> held;

    @Nullable
    List<ServerFrame.Saved> hidden;

    @Nullable
    List<ServerFrame.Removal> removals;

    @Nullable
    List<ServerFrame.Response> responses;

    @Nullable
    List<ServerFrame.Scheduled> scheduled;

    /** Its clients know the account's own state up to this number then. */
    ServerFrame.Self frame(long rev) {
        return new ServerFrame.Self(
                rev, read, receipts, memos, saved, threads, requests, blocks, inbox, reports, decisions, queue, held,
                hidden, removals, responses, scheduled);
    }
}
