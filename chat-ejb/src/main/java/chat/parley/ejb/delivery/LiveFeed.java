package chat.parley.ejb.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import chat.parley.ejb.delivery.OwnInterest.Subject;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Carrier;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/**
 * Tells this node's connections, and the other nodes, what has been committed. Its own connections hear it directly;
 * the bus carries it to the others only.
 */
@ApplicationScoped
public class LiveFeed {

    private static final String PENDING = LiveFeed.class.getName();

    @Resource(lookup = "java:jboss/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry transactions;

    @Inject
    LiveBus bus;

    @Inject
    UnheardNodes unheard;

    @Inject
    Database database;

    private final List<LiveSubscriber> subscribers = new CopyOnWriteArrayList<>();

    /**
     * From now on this one hears the news.
     *
     * @param threads runs what listens to the other nodes, on threads that carry the application's context: what hears
     *     of something may call any of its beans
     */
    public void subscribe(LiveSubscriber subscriber, Executor threads) {
        subscribers.add(subscriber);
        bus.open(subscriber, threads);
        unheard.open(subscriber, threads);
    }

    /**
     * From now on this node wants to hear of a conversation, until it has said {@link #ignore} as often. What happens in
     * the first moments may be heard late: it is found in the log once the other nodes know.
     */
    public void listen(ConversationId conversation) {
        bus.listen(new Subject.Conversation(conversation));
    }

    /** The same of what concerns an account alone. */
    public void listen(AccountId account) {
        bus.listen(new Subject.Account(account));
    }

    /** Takes one {@link #listen} back. */
    public void ignore(ConversationId conversation) {
        bus.ignore(new Subject.Conversation(conversation));
    }

    /** Takes one {@link #listen} back. */
    public void ignore(AccountId account) {
        bus.ignore(new Subject.Account(account));
    }

    /** Tells it now. Only for what is committed already. */
    public void publish(List<ChatEvent> events) {
        if (!events.isEmpty()) {
            subscribers.forEach(subscriber -> subscriber.hear(events));
            bus.send(events);
        }
    }

    /**
     * Something may have been committed, and it is not known what: everybody here and on the other nodes compares what
     * was passed on with the log.
     */
    public void doubt() {
        subscribers.forEach(LiveSubscriber::doubt);
        bus.leaveGap();
    }

    /**
     * Tells it once the running transaction has committed, and never if it does not, or if nobody knows: then the log
     * is asked.
     */
    public void publishOnCommit(ChatEvent event) {
        pending().add(event);
    }

    @SuppressWarnings("unchecked")
    private List<ChatEvent> pending() {
        Object known = transactions.getResource(PENDING);
        if (known != null) {
            return (List<ChatEvent>) known;
        }
        List<ChatEvent> pending = new ArrayList<>();
        Carrier carrier = database.carrier();
        transactions.putResource(PENDING, pending);
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    // also the status of a commit that was cut off, whose outcome is unknown
                    if (carrier.survived()) {
                        publish(pending);
                    } else {
                        doubt();
                    }
                }
            }
        });
        return pending;
    }
}
