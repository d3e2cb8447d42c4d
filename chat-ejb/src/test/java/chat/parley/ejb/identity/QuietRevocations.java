package chat.parley.ejb.identity;

import java.time.Clock;

import chat.parley.ejb.delivery.LiveFeed;

/** Revocations that tell what they are told, and ask no database. */
public final class QuietRevocations {

    private QuietRevocations() {}

    /** Told by this feed. */
    public static Revocations on(LiveFeed feed, Clock clock) {
        Revocations revocations = new Revocations();
        revocations.live = feed;
        revocations.clock = clock;
        return revocations;
    }
}
