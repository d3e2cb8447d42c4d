package chat.parley.jpa.audit;

import java.time.Instant;

import chat.parley.jpa.identity.OrganizationId;

/**
 * That the signature of a checkpoint was there at a time, as somebody else says who has nothing to do with us.
 *
 * @param number the entry that the checkpoint is about
 * @param token what they said (RFC 3161, TimeStampToken), in DER
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record AuditStamp(OrganizationId organization, long number, Instant at, byte[] token) {}
