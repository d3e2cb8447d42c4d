/**
 * What was done and has to be answered for. An entry of {@code audit_entry} is written in the transaction of the deed and
 * never changed; its number, without gaps in an organization, comes from {@code audit_head}, the row that a transaction
 * takes last.
 */
@NullMarked
package chat.parley.jpa.audit;

import org.jspecify.annotations.NullMarked;
