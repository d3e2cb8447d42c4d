package chat.parley.ejb.delivery;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A feed that tells nobody and remembers what it was to tell, as if every transaction committed. */
public final class RecordingLiveFeed extends LiveFeed {

    private final List<ChatEvent> told = new CopyOnWriteArrayList<>();

    @Override
    public void publish(List<ChatEvent> events) {
        told.addAll(events);
    }

    @Override
    public void publishOnCommit(ChatEvent event) {
        told.add(event);
    }

    /** What was told since the last time this was asked. */
    public List<ChatEvent> news() {
        List<ChatEvent> news = List.copyOf(told);
        told.clear();
        return news;
    }
}
