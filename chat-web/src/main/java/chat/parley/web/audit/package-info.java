/** The audit log by REST, for those whose duty it is and for the operator. */
@NullMarked
package chat.parley.web.audit;

import org.jspecify.annotations.NullMarked;
