package chat.parley.web.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.web.delivery.ConversationStream.Next;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A stream, those who come and catch up, news that comes in any order or not at all, and the log that is read meanwhile: one
 * step of any of them at a time, as the dice say. Whatever comes of it, everybody is told each message after what they have read,
 * once and in order.
 */
class ConversationStreamRaceTest {

    private static final ConversationId ROOM = new ConversationId(7);
    private static final int RACES = 500;
    private static final int STEPS = 120;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void tells_everybody_each_message_once_and_in_order(long seed) {
        for (int i = 0; i < RACES; i++) {
            long race = seed * RACES + i;
            new Race(new Random(race)).run("race " + race);
        }
    }

    private static final class Race {

        private final Random random;
        private final ConversationStream stream = new ConversationStream(ROOM, 1_000, _ -> {});
        private final List<PostedMessage> log = new ArrayList<>();
        private final List<PostedMessage> news = new ArrayList<>();
        private final List<Client> clients = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> new Client(stream, new AccountId(number)))
                .toList();
        private boolean healing;
        private @Nullable Position from;
        private @Nullable Healing read;

        Race(Random random) {
            this.random = random;
        }

        void run(String name) {
            post();
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(6)) {
                    case 0 -> post();
                    case 1, 2 -> hear();
                    case 3, 4 -> act(clients.get(random.nextInt(clients.size())).step(log.size(), random));
                    default -> heal();
                }
            }
            rest();
            clients.forEach(client -> assertThat(client.heard())
                    .as("%s, %s", name, client)
                    .containsExactlyElementsOf(client.lacked(log.size())));
        }

        private void post() {
            PostedMessage message = message(log.size() + 1L);
            log.add(message);
            if (random.nextInt(5) > 0) {
                news.add(message);
            }
        }

        private void hear() {
            if (!news.isEmpty()) {
                act(stream.posted(news.remove(random.nextInt(news.size()))));
            }
        }

        /** One of the steps in which the log is read, which may fail. */
        private void heal() {
            if (!healing) {
                return;
            }
            if (from == null) {
                from = stream.beginReading();
            } else if (read == null && random.nextInt(8) == 0) {
                stream.readInVain();
                endHealing();
            } else if (read == null) {
                int known = (int) from.seq();
                List<PostedMessage> after = known < 0 ? List.of() : List.copyOf(log.subList(known, log.size()));
                read = new Healing(
                        from, new Position(ROOM, log.size(), from.rev()), after, List.of(), List.of(), 1_000);
            } else {
                stream.healed(read);
                endHealing();
            }
        }

        private void endHealing() {
            from = null;
            read = null;
            healing = false;
            act(stream.endHealing());
        }

        private void act(Next next) {
            healing |= next == Next.HEAL;
        }

        /** All that is under way arrives. */
        private void rest() {
            clients.forEach(client -> act(client.settle(log.size())));
            act(stream.compare(new Position(ROOM, log.size(), 0)));
            while (healing) {
                heal();
            }
        }
    }

    /** Somebody who comes, reads the log, and is let go; who may be caught up again. */
    private static final class Client {

        private enum State {
            AWAY,
            HELD,
            READ,
            LISTENING
        }

        private final ConversationStream stream;
        private final AccountId account;
        private final RecordingLine line = new RecordingLine();
        private final Connection connection = line.connection();
        private State state = State.AWAY;
        private int caughtUp;
        private int heardBefore;

        Client(ConversationStream stream, AccountId account) {
            this.stream = stream;
            this.account = account;
        }

        Next step(int head, Random random) {
            return switch (state) {
                case AWAY -> {
                    stream.join(connection, account);
                    state = State.HELD;
                    yield Next.NOTHING;
                }
                case HELD -> {
                    caughtUp = head;
                    state = State.READ;
                    yield Next.NOTHING;
                }
                case READ -> {
                    heardBefore = numbers().size();
                    state = State.LISTENING;
                    yield stream.release(connection, 1, new Position(ROOM, caughtUp, 0));
                }
                case LISTENING -> {
                    if (random.nextInt(4) == 0) {
                        stream.hold(connection);
                        state = State.HELD;
                    }
                    yield Next.NOTHING;
                }
            };
        }

        Next settle(int head) {
            Next next = Next.NOTHING;
            Random always = new Random(0);
            while (state != State.LISTENING) {
                Next then = step(head, always);
                next = then == Next.HEAL ? then : next;
            }
            return next;
        }

        List<Long> heard() {
            List<Long> numbers = numbers();
            return numbers.subList(heardBefore, numbers.size());
        }

        List<Long> lacked(int head) {
            return LongStream.rangeClosed(caughtUp + 1L, head).boxed().toList();
        }

        private List<Long> numbers() {
            return line.frames().stream()
                    .map(frame -> Long.valueOf(frame.replaceAll(".*\"seq\":(\\d+).*", "$1")))
                    .toList();
        }

        @Override
        public String toString() {
            return "client " + account.value() + " that was caught up to " + caughtUp;
        }
    }

    private static PostedMessage message(long seq) {
        UUID id = new UUID(0, seq);
        AccountId sender = new AccountId(99);
        return new PostedMessage(ROOM, seq, 0, id, sender, Instant.EPOCH, Format.PLAIN, "m" + seq, null, null, null);
    }
}
