package chat.parley.ejb.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.Admission;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.jpa.message.SlowPosts;

/**
 * Holds back who has posted a moment ago, where the conversation asks members to wait. The database remembers when that
 * was, so it holds over all nodes. Where nobody has to wait, as nearly everywhere, nothing is asked
 * (docs/decisions/0046).
 */
@ApplicationScoped
public class SlowMode {

    @Inject
    SlowPosts posts;

    @Inject
    Clock clock;

    /**
     * Lets a message pass, or refuses it with {@code conversation.slow} and says how long to wait. The same message passes
     * as often as it is tried.
     */
    void take(Admission admission, Actor actor, UUID message) {
        Duration pause = admission.pause();
        if (pause.isZero()) {
            return;
        }
        Instant now = clock.instant();
        posts.take(admission.conversation(), actor.account(), message, pause, now)
                .ifPresent(last -> {
                    throw new TooMany(
                            "conversation.slow",
                            "Members post here once in " + pause.toSeconds() + " seconds.",
                            Duration.between(now, last.plus(pause)));
                });
    }
}
