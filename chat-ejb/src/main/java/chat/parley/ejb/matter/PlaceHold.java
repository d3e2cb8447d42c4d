package chat.parley.ejb.matter;

import java.time.Instant;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.Wording;
import chat.parley.jpa.matter.HoldScope;
import org.jspecify.annotations.Nullable;

/**
 * The wish to keep what lies in a scope.
 *
 * @param notice what its custodians are told; null if nothing
 */
public record PlaceHold(
        @Nullable String name, HoldScope scope, @Nullable String notice) {

    private static final int LONGEST_NOTICE = 10_000;
    private static final int MOST = 10_000;

    String cleanName() {
        return Wording.required("name", name, DescribeMatter.LONGEST_NAME);
    }

    @Nullable
    String cleanNotice() {
        return Wording.clean("notice", notice, LONGEST_NOTICE);
    }

    /** Refuses what could hold nothing, or more than anybody means. */
    void check() {
        Instant from = scope.from();
        Instant until = scope.until();
        if (scope.custodians().isEmpty() && scope.conversations().isEmpty()) {
            throw refused("A hold has custodians or conversations.");
        }
        if (scope.custodians().size() > MOST || scope.conversations().size() > MOST) {
            throw refused("A hold has at most " + MOST + " custodians and " + MOST + " conversations.");
        }
        if (from != null && until != null && !from.isBefore(until)) {
            throw refused("A hold begins before it ends.");
        }
    }

    static Rejected refused(String why) {
        return new Rejected("hold.scope", why);
    }
}
