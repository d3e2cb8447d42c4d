package chat.parley.ejb.message;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.DatabaseException;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.Mark;
import chat.parley.jpa.message.Moved;
import chat.parley.jpa.message.Reached;
import chat.parley.jpa.message.ReadCursors.Cursor;

/**
 * How far members say they have come, until it is written: the furthest of each, whatever they say meanwhile. Bounded,
 * and in memory only. What is lost with the node, or finds no room, comes again with the next position of the same
 * member.
 */
final class ReceiptLedger {

    /** Above this a statement takes no less for each row. */
    private static final int LARGEST_BATCH = 2_000;

    private record Key(AccountId account, ConversationId conversation) {

        static Key of(Mark mark) {
            return new Key(mark.account(), mark.conversation());
        }
    }

    private record AccountRev(AccountId account, long rev) {}

    private final int mostWaiting;
    private final Function<List<Mark>, List<Moved>> cursors;
    private final Consumer<List<ChatEvent>> feed;
    private final Map<Key, Mark> waiting = new LinkedHashMap<>();
    private boolean away;

    ReceiptLedger(int mostWaiting, Function<List<Mark>, List<Moved>> cursors, Consumer<List<ChatEvent>> feed) {
        this.mostWaiting = mostWaiting;
        this.cursors = cursors;
        this.feed = feed;
    }

    /** Lets it wait for {@link #flush}. */
    synchronized void note(Mark mark) {
        Key key = Key.of(mark);
        if (waiting.size() < mostWaiting || waiting.containsKey(key)) {
            waiting.merge(key, mark, Mark::furthest);
        }
    }

    /** How many positions wait. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Writes all that waits and tells of it; where the database is away, it goes on waiting. */
    void flush() {
        List<Mark> marks = take();
        List<Moved> moved = new ArrayList<>();
        int written = 0;
        try {
            while (written < marks.size()) {
                int end = Math.min(written + LARGEST_BATCH, marks.size());
                moved.addAll(cursors.apply(marks.subList(written, end)));
                written = end;
            }
            if (away && written > 0) {
                away = false;
                ChatLog.LOG.receiptsWritten();
            }
        } catch (DatabaseException e) {
            if (!e.passing()) {
                throw e;
            }
            marks.subList(written, marks.size()).forEach(this::note);
            if (!away) {
                away = true;
                ChatLog.LOG.receiptsWait(e);
            }
        }
        feed.accept(news(moved));
    }

    /** Writes these now and tells of them. */
    void write(List<Mark> marks) {
        feed.accept(news(cursors.apply(marks)));
    }

    private synchronized List<Mark> take() {
        List<Mark> marks = List.copyOf(waiting.values());
        waiting.clear();
        return marks;
    }

    /** One event for an account that has read on, and one for a conversation that shows it. */
    private static List<ChatEvent> news(Collection<Moved> moved) {
        Map<AccountRev, List<Cursor>> read = moved.stream()
                .filter(each -> each.accountRev() > 0)
                .collect(Collectors.groupingBy(
                        each -> new AccountRev(each.reached().account(), each.accountRev()),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                each -> new Cursor(
                                        each.conversation(), each.reached().read()),
                                Collectors.toList())));
        Map<ConversationId, List<Reached>> shown = moved.stream()
                .filter(Moved::shown)
                .collect(Collectors.groupingBy(
                        Moved::conversation,
                        LinkedHashMap::new,
                        Collectors.mapping(Moved::reached, Collectors.toList())));
        List<ChatEvent> news = new ArrayList<>();
        read.forEach((whose, cursors) -> news.add(new ChatEvent.ReadMoved(whose.account(), cursors, whose.rev())));
        shown.forEach((conversation, positions) -> news.add(new ChatEvent.ReceiptsMoved(conversation, positions)));
        return news;
    }
}
