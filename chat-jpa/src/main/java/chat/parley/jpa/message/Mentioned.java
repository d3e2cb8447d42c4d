package chat.parley.jpa.message;

import java.util.List;
import java.util.Map;

import chat.parley.jpa.identity.AccountId;

/**
 * Whom a message that is about to be written speaks to.
 *
 * @param mentions each once
 * @param meant who is meant by those of them that mean some of the members: {@link Mention.Here}, {@link Mention.Group}; of
 *     those that an edit leaves as they were it stays who it was, and is not here
 */
public record Mentioned(List<Mention> mentions, Map<Mention, List<AccountId>> meant) {

    /** Nobody. */
    public static final Mentioned NOBODY = new Mentioned(List.of(), Map.of());
}
