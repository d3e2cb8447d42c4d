package chat.parley.web.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.ejb.tracing.Step;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Gap;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.Messages.Change;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.jpa.message.NumberRange;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Reached;
import chat.parley.web.delivery.ConversationStream.Joined;
import chat.parley.web.delivery.ConversationStream.Next;
import chat.parley.web.wire.ServerFrame;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The conversations that somebody on this node listens to. What a stream finds missing is read from the log here: the
 * bus is only a wake-up, and the log is the truth.
 */
@ApplicationScoped
public class ConversationStreams {

    private static final int HEAL_PAGE = 500;
    private static final int COMPARED_AT_ONCE = 1_000;

    /** What comes out of order is nearly always there within this time; only then the log is read. */
    private static final Duration PATIENCE = Duration.ofMillis(20);

    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

    @Inject
    Messages messages;

    @Inject
    LiveFeed feed;

    @Inject
    NodeThreads threads;

    @Inject
    ReadingTurns turns;

    @Inject
    DeliveryMeter meter;

    /** From so many connections to a conversation on, only those that look at it are told everything. */
    @Inject
    @ConfigProperty(name = "parley.large.conversation", defaultValue = "500")
    int large;

    /** Who is told of accounts that have joined a conversation, in the order of its log; must not block. */
    @FunctionalInterface
    interface Arrivals {
        void arrived(AccountId account, ConversationId conversation);
    }

    private final Map<ConversationId, ConversationStream> streams = new ConcurrentHashMap<>();
    private final Recheck recheck = new Recheck("all conversations", this::compareAll);

    private volatile Arrivals arrivals = (_, _) -> {};

    /** From now on this one is told who joins. */
    void tellArrivals(Arrivals listener) {
        arrivals = listener;
    }

    /** A message was posted; {@code trace} is the step before this one, if it is traced. */
    void posted(PostedMessage message, @Nullable String trace) {
        Step delivering = meter.delivering(trace);
        tell(message.conversation(), stream -> stream.posted(message));
        if (delivering.traced()) {
            meter.delivered(
                    delivering, message, connections(message.conversation()).size());
        }
    }

    /** A message was changed. */
    void changed(long rev, PostedMessage message) {
        tell(message.conversation(), stream -> stream.changed(rev, message));
    }

    /** Messages were destroyed. */
    void destroyed(ConversationId conversation, long rev, List<NumberRange> gaps) {
        tell(conversation, stream -> stream.destroyed(rev, gaps));
    }

    /** Somebody is writing. */
    void typed(ConversationId conversation, AccountId account, String frame) {
        ConversationStream stream = streams.get(conversation);
        if (stream != null) {
            stream.typed(account, frame);
        }
    }

    /** Members have come further. */
    void receipts(ConversationId conversation, List<Reached> moved) {
        ConversationStream stream = streams.get(conversation);
        if (stream != null) {
            stream.receipts(moved);
        }
    }

    /** Makes a place for a connection that is about to be caught up; false if it had one. */
    boolean join(Connection connection, AccountId account, ConversationId conversation) {
        connection.place(conversation);
        while (true) {
            Joined joined = streams.computeIfAbsent(conversation, this::begin).join(connection, account);
            if (joined != Joined.GONE) {
                return joined == Joined.NEWLY;
            }
        }
    }

    /** The other nodes tell of a conversation from here on: before anybody reads where its log stands. */
    private ConversationStream begin(ConversationId conversation) {
        feed.listen(conversation);
        return new ConversationStream(conversation, large, arrived -> arrivals.arrived(arrived, conversation));
    }

    /** A connection that has a place is about to be caught up again. */
    void hold(Connection connection, ConversationId conversation) {
        ConversationStream stream = streams.get(conversation);
        if (stream != null) {
            stream.hold(connection);
        }
    }

    /** A connection's client has been brought to this position. */
    void release(Connection connection, long from, Position caughtUp) {
        tell(caughtUp.conversation(), stream -> stream.release(connection, from, caughtUp));
    }

    /** A connection does not listen any more. */
    void leave(Connection connection, ConversationId conversation) {
        tell(conversation, stream -> stream.leave(connection));
    }

    /** Tells a connection what a conversation is now, which its account may see from this message on. */
    void show(Connection connection, long from, ServerFrame.ConversationSet frame) {
        ConversationStream stream =
                streams.get(new ConversationId(frame.conversation().id()));
        if (stream != null) {
            stream.show(connection, from, frame);
        }
    }

    /** Where a connection's client stands in a conversation, if it was not told everything. */
    Optional<Position> lagging(Connection connection, ConversationId conversation) {
        ConversationStream stream = streams.get(conversation);
        return stream == null ? Optional.empty() : stream.lagging(connection);
    }

    /** Tells those who were not told everything how far their conversations have come. */
    void announce() {
        streams.values().forEach(ConversationStream::announce);
    }

    /** The connections that listen to a conversation. */
    List<Connection> connections(ConversationId conversation) {
        ConversationStream stream = streams.get(conversation);
        return stream == null ? List.of() : stream.connections();
    }

    /** News may have been missed: all streams are compared with the log, soon. */
    void doubt() {
        recheck.ask(threads);
    }

    /** News of these conversations may have been missed: they are compared with the log, soon. */
    void doubt(Set<ConversationId> conversations) {
        threads.start(() -> {
            try {
                compare(List.copyOf(conversations));
            } catch (RuntimeException e) {
                ChatLog.LOG.healFailed(e, conversations.size() + " conversations");
                doubt();
            }
        });
    }

    private void tell(ConversationId conversation, Function<ConversationStream, Next> news) {
        for (ConversationStream stream; (stream = streams.get(conversation)) != null; ) {
            Next next = news.apply(stream);
            if (next != Next.GONE) {
                act(next, conversation, stream);
                return;
            }
        }
    }

    private void act(Next next, ConversationId conversation, ConversationStream stream) {
        switch (next) {
            case HEAL -> threads.start(() -> heal(conversation, stream));
            case CLOSE -> {
                if (stream.closeIfUnheard()) {
                    streams.remove(conversation, stream);
                    feed.ignore(conversation);
                }
            }
            case NOTHING, GONE -> {}
        }
    }

    private void compareAll() {
        compare(new ArrayList<>(streams.keySet()));
    }

    private void compare(List<ConversationId> all) {
        for (int i = 0; i < all.size(); i += COMPARED_AT_ONCE) {
            long[] some = all.subList(i, Math.min(all.size(), i + COMPARED_AT_ONCE)).stream()
                    .mapToLong(ConversationId::value)
                    .toArray();
            for (Position head : messages.heads(some)) {
                tell(head.conversation(), stream -> stream.compare(head));
            }
        }
    }

    private void heal(ConversationId conversation, ConversationStream stream) {
        NodeThreads.pause(PATIENCE);
        try {
            meter.healing();
            turns.take(() -> readOn(stream));
        } catch (RuntimeException e) {
            ChatLog.LOG.healFailed(e, "conversation " + conversation);
            stream.readInVain();
            NodeThreads.pause(AFTER_FAILURE);
        }
        act(stream.endHealing(), conversation, stream);
    }

    private void readOn(ConversationStream stream) {
        boolean more = true;
        while (more) {
            Position from = stream.beginReading();
            List<Position> position = List.of(from);
            // Before all others: what they do not show of it is gone
            Optional<Position> head = messages
                    .heads(new long[] {from.conversation().value()})
                    .stream()
                    .findFirst();
            List<Gap> destroyed = messages.destroyedSince(position, HEAL_PAGE);
            List<PostedMessage> posted = messages.postedSince(position, HEAL_PAGE);
            List<Change> changed = messages.changedSince(position, HEAL_PAGE);
            Healing healing = new Healing(from, head.orElse(from), posted, changed, destroyed, HEAL_PAGE);
            stream.healed(healing);
            more = healing.more();
        }
    }
}
