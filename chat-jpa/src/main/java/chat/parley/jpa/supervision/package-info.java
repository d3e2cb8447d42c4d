/** What others review of what people write: {@code supervision_rule}, {@code supervision_item} and how far it was walked. */
@NullMarked
package chat.parley.jpa.supervision;

import org.jspecify.annotations.NullMarked;
