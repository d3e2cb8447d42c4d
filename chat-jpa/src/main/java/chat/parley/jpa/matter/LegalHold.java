package chat.parley.jpa.matter;

import chat.parley.jpa.matter.LegalMatter.Mark;
import org.jspecify.annotations.Nullable;

/**
 * A hold, in force from the commit that placed it until it is released.
 *
 * @param notice what its custodians are told; null if they are told nothing
 * @param released null while it is in force
 */
public record LegalHold(
        LegalHoldId id,
        LegalMatterId matter,
        String name,
        HoldScope scope,
        @Nullable String notice,
        Mark placed,
        @Nullable Mark released) {}
