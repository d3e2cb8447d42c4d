package chat.parley.ejb.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import jakarta.jms.Topic;

import chat.parley.ejb.delivery.BusMessage.Batch;
import chat.parley.ejb.delivery.BusMessage.Beacon;
import chat.parley.ejb.delivery.OwnInterest.Subject;
import chat.parley.ejb.delivery.Peers.Insight;
import chat.parley.ejb.delivery.Peers.Parcel;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.ejb.tracing.Step;
import chat.parley.ejb.tracing.Traces;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Carries news between the nodes, to each only what somebody there wants to know: a JMS topic, non-persistent and
 * without transactions, because what it loses is noticed and healed from the log. Each node has one consumer, whose
 * selector the broker applies before it forwards.
 */
@ApplicationScoped
public class LiveBus {

    /** The name of this node. */
    static final String NODE = System.getProperty("jboss.node.name", "node");

    /** A node that does not say its number for so long is gone. */
    static final Duration SILENCE = Duration.ofSeconds(4);

    private static final String PUBLISHER = "publisher";
    private static final String TO = "receiver";
    private static final String ALL = "all";
    private static final long BEACON_MILLIS = 1000;

    /** What becomes urgent within this time goes into one beacon. */
    private static final long GATHERING_MILLIS = 20;

    @Resource(lookup = "java:/jms/LiveConnectionFactory")
    ConnectionFactory factory;

    @Resource(lookup = "java:/jms/topic/parley/live")
    Topic topic;

    @Inject
    Clock clock;

    @Inject
    MeterRegistry meters;

    @Inject
    Traces traces;

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final String self =
            NODE + Peers.LIFE + Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final Peers peers = new Peers(self);
    private final OwnInterest own = new OwnInterest();
    private final Semaphore urgent = new Semaphore(0);

    @SuppressWarnings("NullAway.Init")
    private Counter sent;

    @SuppressWarnings("NullAway.Init")
    private Counter received;

    @SuppressWarnings("NullAway.Init")
    private Counter missed;

    private @Nullable JMSContext sending;
    private @Nullable JMSProducer producer;
    private volatile boolean closed;

    @PostConstruct
    void measure() {
        sent = meters.counter("parley.bus.sent");
        received = meters.counter("parley.bus.received");
        missed = meters.counter("parley.bus.missed");
        meters.gauge("parley.bus.nodes", peers, known -> known.nodes().size() + 1.0);
    }

    /** Starts to listen, for this subscriber, on threads of this executor. */
    void open(LiveSubscriber subscriber, Executor threads) {
        threads.execute(() -> listen(subscriber));
        threads.execute(this::beacon);
    }

    @PreDestroy
    void close() {
        closed = true;
        forgetProducer();
    }

    /** The names of the other nodes that are heard, and hear this one. */
    Set<String> heard() {
        return peers.nodes();
    }

    void listen(Subject subject) {
        if (own.begin(subject)) {
            urgent.release();
        }
    }

    void ignore(Subject subject) {
        own.end(subject);
    }

    /** Tells the other nodes, each what it wants to know. Whatever goes wrong is noticed by them. */
    synchronized void send(List<ChatEvent> events) {
        List<Parcel> parcels = peers.parcels(events);
        for (Parcel parcel : parcels) {
            if (traces.on()) {
                sendTraced(parcel);
            } else {
                send(parcel);
            }
        }
        sent.increment(parcels.size());
    }

    /** What is traced goes on, where it arrives, from its step here. */
    private void sendTraced(Parcel parcel) {
        List<ChatEvent> events = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (ChatEvent event : parcel.events()) {
            if (event instanceof ChatEvent.Posted(var message, var trace) && trace != null) {
                Step step =
                        traces.publishing(trace, parcel.to(), parcel.events().size());
                steps.add(step);
                events.add(new ChatEvent.Posted(message, step.trace()));
            } else {
                events.add(event);
            }
        }
        send(new Parcel(parcel.to(), parcel.number(), events));
        steps.forEach(Step::end);
    }

    private void send(Parcel parcel) {
        send(parcel.to(), new Batch(self, parcel.number(), parcel.events()));
    }

    /** Has the other nodes notice that something was not sent. */
    void leaveGap() {
        peers.leaveGap();
    }

    private synchronized void sendBeacon() {
        send(ALL, peers.beacon(own.snapshot()));
    }

    private void send(String to, BusMessage message) {
        try {
            String text = json.writeValueAsString(message);
            producer().setProperty(TO, to).send(topic, text);
        } catch (JMSRuntimeException e) {
            ChatLog.LOG.newsLost(
                    e, message instanceof Batch batch ? batch.events().size() : 0);
            forgetProducer();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event that has no JSON", e);
        }
    }

    private JMSProducer producer() {
        JMSProducer known = producer;
        if (known == null) {
            JMSContext context = factory.createContext(JMSContext.DUPS_OK_ACKNOWLEDGE);
            sending = context;
            known = context.createProducer()
                    .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                    .setDisableMessageID(true)
                    .setDisableMessageTimestamp(true)
                    .setProperty(PUBLISHER, self);
            producer = known;
        }
        return known;
    }

    private synchronized void forgetProducer() {
        JMSContext context = sending;
        producer = null;
        sending = null;
        if (context != null) {
            try {
                context.close();
            } catch (JMSRuntimeException e) {
                ChatLog.LOG.debug("closing the bus", e);
            }
        }
    }

    private void beacon() {
        while (!closed) {
            sendBeacon();
            try {
                if (urgent.tryAcquire(BEACON_MILLIS, TimeUnit.MILLISECONDS)) {
                    Thread.sleep(GATHERING_MILLIS);
                    urgent.drainPermits();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void listen(LiveSubscriber subscriber) {
        String mine = "%s <> '%s' AND (%s = '%s' OR %s = '%s')".formatted(PUBLISHER, self, TO, self, TO, ALL);
        boolean away = false;
        while (!closed) {
            try (JMSContext context = factory.createContext(JMSContext.DUPS_OK_ACKNOWLEDGE);
                    JMSConsumer consumer = context.createConsumer(topic, mine)) {
                if (away) {
                    ChatLog.LOG.busBack();
                    away = false;
                }
                subscriber.doubt();
                while (!closed) {
                    Message message = consumer.receive(BEACON_MILLIS);
                    if (message != null) {
                        hear(message, subscriber);
                    }
                    if (peers.lostSome(SILENCE, clock.instant())) {
                        miss(subscriber);
                    }
                    compareWhatBegan(subscriber);
                }
            } catch (JMSRuntimeException | JMSException | JsonProcessingException e) {
                if (!away && !closed) {
                    ChatLog.LOG.busAway(e);
                    away = true;
                }
                subscriber.doubt();
                pause(BEACON_MILLIS / 2);
            }
        }
    }

    private void hear(Message message, LiveSubscriber subscriber) throws JMSException, JsonProcessingException {
        switch (json.readValue(((TextMessage) message).getText(), BusMessage.class)) {
            case Batch batch -> {
                received.increment();
                boolean gap = peers.missedBefore(batch, clock.instant());
                subscriber.hear(batch.events());
                if (gap) {
                    miss(subscriber);
                }
            }
            case Beacon beacon -> {
                Insight insight = peers.hear(beacon, clock.instant());
                if (insight.learnt()) {
                    urgent.release();
                }
                if (insight.missed()) {
                    miss(subscriber);
                }
            }
        }
    }

    private void miss(LiveSubscriber subscriber) {
        missed.increment();
        subscriber.doubt();
    }

    /** What this node began to listen to, and all others know of by now, has lost nothing from here on. */
    private void compareWhatBegan(LiveSubscriber subscriber) {
        Set<ConversationId> conversations = new HashSet<>();
        Set<AccountId> accounts = new HashSet<>();
        for (Subject subject : own.known(peers.knownByAll())) {
            switch (subject) {
                case Subject.Conversation(var id) -> conversations.add(id);
                case Subject.Account(var id) -> accounts.add(id);
            }
        }
        if (!conversations.isEmpty() || !accounts.isEmpty()) {
            subscriber.doubt(conversations, accounts);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
