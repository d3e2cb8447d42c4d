package chat.parley.jpa.message;

import java.util.List;

import chat.parley.jpa.identity.AccountId;

/**
 * Whom a message that is about to be written speaks to.
 *
 * @param mentions each once
 * @param here who is meant by {@link Mention.Here}, if it is among them
 */
public record Mentioned(List<Mention> mentions, List<AccountId> here) {

    /** Nobody. */
    public static final Mentioned NOBODY = new Mentioned(List.of(), List.of());
}
