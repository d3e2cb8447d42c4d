/**
 * What was done and has to be answered for. An entry of {@code audit_entry} is written in the transaction of the deed and
 * never changed; its number, without gaps in an organization, comes from {@code audit_head}, the row that a transaction
 * takes last. Each holds the hash of the one before ({@code AuditChain}); {@code audit_checkpoint} has signatures of how far
 * it had come, {@code audit_stream} how much of it was handed on.
 */
@NullMarked
package chat.parley.jpa.audit;

import org.jspecify.annotations.NullMarked;
