package chat.parley.jpa.audit;

import java.time.Instant;

import chat.parley.jpa.identity.OrganizationId;

/**
 * That the chain of an organization was signed up to an entry.
 *
 * @param hash the entry's, in hexadecimal digits
 * @param key the name of the key it was signed with
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record AuditCheckpoint(
        OrganizationId organization, long number, String hash, Instant at, String key, byte[] signature) {

    /** What is signed. */
    public static byte[] content(OrganizationId organization, long number, String hash, Instant at) {
        return new CanonicalForm("parley-checkpoint-1")
                .with(organization.value())
                .with(number)
                .with(hash)
                .with(at)
                .bytes();
    }

    /** What of this was signed. */
    public byte[] content() {
        return content(organization, number, hash, at);
    }
}
