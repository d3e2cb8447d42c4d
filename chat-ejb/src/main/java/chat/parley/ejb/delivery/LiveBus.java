package chat.parley.ejb.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;

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

import chat.parley.ejb.problem.ChatLog;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;

/**
 * Carries news between the nodes: a JMS topic, non-persistent and without transactions, because what it loses is
 * noticed and healed from the log. Each node has one consumer, which leaves out what the node sent itself.
 */
@ApplicationScoped
public class LiveBus {

    private static final String PUBLISHER = "publisher";
    private static final long BEACON_MILLIS = 1000;

    /** A node that does not say its number for so long is gone. */
    private static final Duration SILENCE = Duration.ofSeconds(4);

    @Resource(lookup = "java:/jms/LiveConnectionFactory")
    ConnectionFactory factory;

    @Resource(lookup = "java:/jms/topic/parley/live")
    Topic topic;

    @Inject
    ClusterView cluster;

    @Inject
    Clock clock;

    private final ObjectMapper json = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    private final String publisher = System.getProperty("jboss.node.name", "node") + "-"
            + Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final PublisherNumbers heard = new PublisherNumbers();

    private long sent;
    private @Nullable JMSContext sending;
    private @Nullable JMSProducer producer;
    private volatile boolean closed;

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

    /** Tells the other nodes. Whatever goes wrong is noticed by them. */
    synchronized void send(List<ChatEvent> events) {
        boolean beacon = events.isEmpty();
        LiveBatch batch = new LiveBatch(publisher, beacon ? sent : ++sent, events);
        if (cluster.alone()) {
            return;
        }
        try {
            String text = json.writeValueAsString(batch);
            producer().send(topic, text);
        } catch (JMSRuntimeException e) {
            ChatLog.LOG.newsLost(e, events.size());
            forgetProducer();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event that has no JSON", e);
        }
    }

    /** Uses up a number, as if a batch had been lost: the other nodes notice by the next one, or by the beacon. */
    synchronized void leaveGap() {
        sent++;
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
                    .setProperty(PUBLISHER, publisher);
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
        while (pause(BEACON_MILLIS)) {
            send(List.of());
        }
    }

    private void listen(LiveSubscriber subscriber) {
        boolean away = false;
        while (!closed) {
            try (JMSContext context = factory.createContext(JMSContext.DUPS_OK_ACKNOWLEDGE);
                    JMSConsumer consumer = context.createConsumer(topic, PUBLISHER + " <> '" + publisher + "'")) {
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
                    if (heard.lostSome(SILENCE, clock.instant())) {
                        subscriber.doubt();
                    }
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
        LiveBatch batch = json.readValue(((TextMessage) message).getText(), LiveBatch.class);
        boolean missed = heard.missedBefore(batch, clock.instant());
        if (!batch.events().isEmpty()) {
            subscriber.hear(batch.events());
        }
        if (missed) {
            subscriber.doubt();
        }
    }

    private boolean pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return !closed;
    }
}
