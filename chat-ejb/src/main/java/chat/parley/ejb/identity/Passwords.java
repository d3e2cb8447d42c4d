package chat.parley.ejb.identity;

import java.text.Normalizer;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatException.Unavailable;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and compares passwords with Argon2id as OWASP recommends (19 MiB, 2 passes, 1 lane). Each computation costs
 * that memory and some 50 ms of a core on purpose; so no more run at once than there are cores, few more may wait, and
 * the rest is told to come back. Never inside a transaction.
 */
@ApplicationScoped
public class Passwords {

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int LEAST_CHARACTERS = 8;
    private static final int MOST_CHARACTERS = 512;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int MOST_WAITING = CORES * 8;
    private static final long LONGEST_WAIT_SECONDS = 5;

    private final Semaphore computing = new Semaphore(CORES, true);
    private String nobodys = "";

    /** Makes the hash that is compared with where there is none. */
    @PostConstruct
    void prepare() {
        nobodys = compute("nobody has this password");
    }

    /**
     * The hash of a password that somebody wants to have.
     *
     * @throws Rejected if it is too short or too long
     */
    public PasswordHash hash(String password) {
        if (password.codePointCount(0, password.length()) < LEAST_CHARACTERS) {
            throw new Rejected("password.too-short", "A password has at least " + LEAST_CHARACTERS + " characters.");
        }
        if (password.length() > MOST_CHARACTERS) {
            throw new Rejected("password.too-long", "A password has at most " + MOST_CHARACTERS + " characters.");
        }
        return new PasswordHash(limited(() -> compute(password)));
    }

    /**
     * Whether this is the password of this hash. Where there is no hash the answer is no, after the same time.
     *
     * @throws Unavailable if too many wait for an answer already
     */
    public boolean matches(String password, @Nullable String hash) {
        if (password.length() > MOST_CHARACTERS) {
            return false;
        }
        String compared = hash == null ? nobodys : hash;
        boolean same = limited(() -> compare(password, compared));
        return same && hash != null;
    }

    /** One computation. */
    String compute(String password) {
        Argon2Function argon2id = Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
        return Password.hash(normal(password)).addRandomSalt().with(argon2id).getResult();
    }

    /** One computation. */
    boolean compare(String password, String hash) {
        return Password.check(normal(password), hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    /** The same password typed on two systems may be composed differently (NIST SP 800-63B, 3.1.1.2). */
    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFKC);
    }

    private <T> T limited(Supplier<T> computation) {
        if (computing.getQueueLength() >= MOST_WAITING) {
            throw busy();
        }
        try {
            if (!computing.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return computation.get();
        } finally {
            computing.release();
        }
    }

    private static Unavailable busy() {
        return new Unavailable("server.busy", "Too many people sign in at this moment. Try again in a few seconds.");
    }
}
