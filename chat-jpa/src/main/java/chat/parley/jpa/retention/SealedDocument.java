package chat.parley.jpa.retention;

/**
 * Something in writing that can be proved.
 *
 * @param text JSON; what is signed is its UTF-8
 * @param key the name of the key
 * @param signature Ed25519
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record SealedDocument(String text, String key, byte[] signature) {}
