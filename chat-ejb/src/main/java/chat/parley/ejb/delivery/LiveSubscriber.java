package chat.parley.ejb.delivery;

import java.util.List;

/** Who passes the news on to connections of this node. Called by several threads; must not block. */
public interface LiveSubscriber {

    /** These things have happened; those of one conversation are usually, but not always, in order and complete. */
    void hear(List<ChatEvent> events);

    /** News may have been missed: compare what was passed on with the log. */
    void doubt();
}
