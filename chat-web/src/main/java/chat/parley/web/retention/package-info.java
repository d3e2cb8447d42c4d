/** Rules about keeping messages, for those whose duty it is. Start at {@code RetentionRulesResource}. */
@NullMarked
package chat.parley.web.retention;

import org.jspecify.annotations.NullMarked;
