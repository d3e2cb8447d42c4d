package chat.parley.web.delivery;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.delivery.LiveSubscriber;
import chat.parley.ejb.identity.Revocations;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.SystemEvent;
import chat.parley.jpa.message.SystemMessages;
import chat.parley.web.wire.ServerFrame;

/** Hears the news of all nodes and passes each thing on to the connections of this one that it concerns. */
@ApplicationScoped
public class LiveListener implements LiveSubscriber {

    @Inject
    LiveFeed feed;

    @Inject
    ConversationStreams streams;

    @Inject
    Connections connections;

    @Inject
    ConversationAccess access;

    @Inject
    CatchUp catchUp;

    @Inject
    NodeThreads threads;

    @Inject
    Revocations revocations;

    void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
        streams.tellArrivals(this::admit);
        feed.subscribe(this, threads::start);
    }

    @Override
    public void hear(List<ChatEvent> events) {
        for (ChatEvent event : events) {
            try {
                hear(event);
            } catch (RuntimeException e) {
                ChatLog.LOG.newsLost(e, 1);
                doubt();
            }
        }
    }

    @Override
    public void doubt() {
        streams.doubt();
        catchUp.doubt();
    }

    @Override
    public void missNode() {
        access.doubt();
        doubt();
    }

    @Override
    public void doubt(Set<ConversationId> conversations, Set<AccountId> accounts) {
        if (!conversations.isEmpty()) {
            streams.doubt(conversations);
        }
        if (!accounts.isEmpty()) {
            catchUp.doubt(accounts);
        }
    }

    private void hear(ChatEvent event) {
        switch (event) {
            case ChatEvent.Posted(var message, var trace) -> {
                streams.posted(message, trace);
                if (message.format() == Format.SYSTEM) {
                    access.forget(message.conversation());
                    admit(message);
                }
            }
            case ChatEvent.Changed(long rev, var message) -> streams.changed(rev, message);
            case ChatEvent.Destroyed(var conversation, long rev, var gaps) ->
                streams.destroyed(conversation, rev, gaps);
            case ChatEvent.ConversationChanged(var conversation) -> {
                access.forget(conversation);
                Set<Connection> all = new HashSet<>(streams.connections(conversation));
                all.forEach(connection -> catchUp.show(connection, conversation));
            }
            case ChatEvent.StandingChanged(var account, var conversation) ->
                connections.of(account).forEach(connection -> catchUp.show(connection, conversation));
            case ChatEvent.Typed typed -> streams.typed(typed.conversation(), typed.account(), frame(typed));
            case ChatEvent.ReadMoved moved -> tell(moved.account(), frame(moved));
            case ChatEvent.MemoKept kept -> tell(kept.account(), frame(kept));
            case ChatEvent.MessageSaved saved -> tell(saved.account(), frame(saved));
            case ChatEvent.MentionsDone done -> tell(done.account(), frame(done));
            case ChatEvent.MessageHidden hidden -> tell(hidden.account(), frame(hidden));
            case ChatEvent.MessageRemoved removed -> tell(removed.account(), frame(removed));
            case ChatEvent.Responded responded -> tell(responded.account(), frame(responded));
            case ChatEvent.MessageScheduled scheduled -> tell(scheduled.account(), frame(scheduled));
            case ChatEvent.ThreadMarked marked -> tell(marked.account(), frame(marked));
            case ChatEvent.BlockChanged changed -> {
                connections.of(changed.account()).forEach(catchUp::lookAgain);
                tell(changed.account(), frame(changed));
            }
            case ChatEvent.ReportChanged changed -> tell(changed.account(), frame(changed));
            case ChatEvent.DecisionChanged changed -> tell(changed.account(), frame(changed));
            case ChatEvent.QueueChanged changed -> tell(changed.account(), frame(changed));
            case ChatEvent.HeldChanged changed -> tell(changed.message().sender(), frame(changed));
            case ChatEvent.SightChanged(var account) -> connections.lookAgain(account);
            case ChatEvent.JoinRequestChanged changed -> tell(changed.request().account(), frame(changed));
            case ChatEvent.ReceiptsMoved(var conversation, var positions) -> streams.receipts(conversation, positions);
            case ChatEvent.ReceiptsHidden hidden -> {
                connections.of(hidden.account()).forEach(catchUp::lookAgain);
                tell(hidden.account(), frame(hidden));
            }
            case ChatEvent.DeviceRevoked(var device) -> {
                revocations.heardOf(device);
                connections.revoke(actor -> actor.device().equals(device));
            }
            case ChatEvent.AccountDisabled(var account) -> {
                revocations.heardOf(account);
                connections.revoke(actor -> actor.account().equals(account));
            }
        }
    }

    /** Whoever became a member and is connected here comes into the conversation at once, if nobody here listens to it yet. */
    private void admit(PostedMessage message) {
        List<Long> joining = switch (SystemMessages.event(message)) {
            case SystemEvent.Created created -> created.accounts();
            case SystemEvent.Joined joined -> joined.accounts();
            case SystemEvent.Left _,
                    SystemEvent.Removed _,
                    SystemEvent.RoleChanged _,
                    SystemEvent.Renamed _,
                    SystemEvent.TopicChanged _,
                    SystemEvent.Archived _,
                    SystemEvent.ReceiptsChanged _,
                    SystemEvent.VersionsChanged _,
                    SystemEvent.PreviewsSwitched _,
                    SystemEvent.PostingChanged _,
                    SystemEvent.SlowModeChanged _,
                    SystemEvent.HistoryChanged _,
                    SystemEvent.RequestsChanged _,
                    SystemEvent.ChannelMade _,
                    SystemEvent.BookmarksChanged _,
                    SystemEvent.Muted _,
                    SystemEvent.Unmuted _,
                    SystemEvent.Banned _,
                    SystemEvent.Unbanned _ -> List.of();
        };
        joining.forEach(account -> admit(new AccountId(account), message.conversation()));
    }

    private void admit(AccountId account, ConversationId conversation) {
        connections.of(account).forEach(connection -> catchUp.admit(connection, conversation));
    }

    private void tell(AccountId account, String frame) {
        connections.of(account).forEach(connection -> connection.tell(frame));
    }

    private static String frame(ChatEvent event) {
        ServerFrame frame = ServerFrames.of(event);
        if (frame == null) {
            throw new IllegalStateException("Clients do not see " + event);
        }
        return FrameCodec.write(frame);
    }
}
