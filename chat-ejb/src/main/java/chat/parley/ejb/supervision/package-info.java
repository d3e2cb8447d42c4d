/**
 * Supervision: a share of what people write goes to reviewers, who sign it off. Start at {@link
 * chat.parley.ejb.supervision.KeepingSupervision} for the rules, {@link chat.parley.ejb.supervision.Selecting} for what is
 * selected, and {@link chat.parley.ejb.supervision.SigningOff} for what becomes of it.
 */
@NullMarked
package chat.parley.ejb.supervision;

import org.jspecify.annotations.NullMarked;
