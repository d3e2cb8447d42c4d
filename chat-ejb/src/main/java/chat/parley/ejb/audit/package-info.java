/**
 * Noting what has to be answered for later: who, what, on what, when, from where. Start at {@link
 * chat.parley.ejb.audit.AuditLog}. A use case calls it in its own transaction, as the last thing: either both are there or
 * neither is. What was noted is signed now and then ({@link chat.parley.ejb.audit.Checkpointing}), by the installation's {@link
 * chat.parley.ejb.audit.Seal}, and handed to a syslog receiver where an operator wants that ({@link
 * chat.parley.ejb.audit.StreamingAudit}). (Signing in, which is before all this, writes for itself.)
 */
@NullMarked
package chat.parley.ejb.audit;

import org.jspecify.annotations.NullMarked;
