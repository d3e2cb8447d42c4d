/** How long a long audit log takes to be handed out and verified. Start at {@code AuditTrial}. */
@NullMarked
package chat.parley.bench.audit;

import org.jspecify.annotations.NullMarked;
