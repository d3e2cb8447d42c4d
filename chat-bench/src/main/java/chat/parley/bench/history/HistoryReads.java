package chat.parley.bench.history;

import java.util.List;
import java.util.function.Consumer;

import chat.parley.bench.report.Figures;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.message.Messages;

/** Reads the history as the server does: with its own classes, and so with its own SQL. */
public final class HistoryReads {

    private static final int PAGE = 50;
    private static final Span EVERYTHING = Span.since(1);

    private final HistoryData data;
    private final Messages messages;
    private final Memberships memberships;

    /** Reads from this database, which {@link HistoryFill} has filled. */
    public HistoryReads(Database database) {
        data = new HistoryFill(database).data();
        messages = new Messages(database);
        memberships = new Memberships(database);
    }

    /** Measures every kind of reading with every number of threads. */
    public void measure(List<Readers> readers, Consumer<Figures> report) {
        for (Read read : reads()) {
            readers.forEach(some -> report.accept(some.measure(read)));
        }
    }

    private List<Read> reads() {
        return List.of(
                new Read("last 50 of a conversation", random -> page(data.anyMessage(random), Long.MAX_VALUE)),
                new Read("last 50 of the largest", random -> page(data.lastOfLargest(), Long.MAX_VALUE)),
                new Read("50 at any depth", random -> {
                    HistoryData.Place place = data.anyMessage(random);
                    return page(place, place.seq() + 1);
                }),
                new Read(
                        "catch up 50 conversations, 20 messages in each",
                        random -> messages.postedSince(data.missing(50, 20, random), 20)
                                .size()),
                new Read(
                        "unread of 500 conversations",
                        random -> memberships.headsOf(data.anyReader(random)).size()));
    }

    private int page(HistoryData.Place place, long before) {
        return messages.before(place.conversation(), EVERYTHING, before, PAGE).size();
    }
}
