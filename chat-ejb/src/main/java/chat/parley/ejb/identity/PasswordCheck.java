package chat.parley.ejb.identity;

import java.time.Clock;
import java.time.Duration;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Throttle.Pace;
import chat.parley.ejb.problem.ChatException.TooMany;
import chat.parley.ejb.problem.ChatLog;
import org.jspecify.annotations.Nullable;

/**
 * Compares passwords for people who may be guessing: slows them down by what they guess at and by where they come
 * from, on this node.
 */
@ApplicationScoped
public class PasswordCheck {

    static final Pace AT_ONE_TARGET = new Pace(5, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofMinutes(30));
    static final Pace FROM_ONE_ADDRESS =
            new Pace(100, Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofMinutes(30));

    @Inject
    Passwords passwords;

    @Inject
    Clock clock;

    private Throttle byTarget;
    private Throttle byAddress;

    /** For the container only. */
    @SuppressWarnings("NullAway.Init")
    protected PasswordCheck() {}

    @PostConstruct
    void start() {
        byTarget = new Throttle(clock, AT_ONE_TARGET);
        byAddress = new Throttle(clock, FROM_ONE_ADDRESS);
    }

    /**
     * A try.
     *
     * @param target what is guessed at
     * @param address where from; none if the target alone is counted
     */
    record Guess(String target, @Nullable String address, String password) {

        /** Not in logs. */
        @Override
        public String toString() {
            return "Guess";
        }
    }

    /**
     * Whether the guess is right; where there is no hash it is wrong, after the same time.
     *
     * @throws TooMany if it is too early for a guess
     */
    boolean right(Guess guess, @Nullable String hash) {
        begin(guess);
        boolean right;
        try {
            right = passwords.matches(guess.password(), hash);
        } catch (RuntimeException e) { // no answer is no failure
            byTarget.takeBack(guess.target());
            takeBackAddress(guess);
            throw e;
        }
        if (right) {
            byTarget.forget(guess.target());
            takeBackAddress(guess);
        } else if (byTarget.failed(guess.target()) == AT_ONE_TARGET.free() + 1) {
            ChatLog.LOG.guessing(guess.address() == null ? "a known device" : guess.address());
        }
        return right;
    }

    private void begin(Guess guess) {
        if (guess.address() != null) {
            await(byAddress.begin(guess.address()));
        }
        Duration wait = byTarget.begin(guess.target());
        if (wait.isPositive()) {
            takeBackAddress(guess);
        }
        await(wait);
    }

    private void takeBackAddress(Guess guess) {
        if (guess.address() != null) {
            byAddress.takeBack(guess.address());
        }
    }

    private static void await(Duration wait) {
        if (wait.isPositive()) {
            throw new TooMany("auth.throttled", "Too many wrong passwords. Wait a little before the next try.", wait);
        }
    }
}
