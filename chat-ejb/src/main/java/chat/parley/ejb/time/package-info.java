/** What time it is. Everything asks the injected {@link java.time.Clock}, so that tests can move it. */
@NullMarked
package chat.parley.ejb.time;

import org.jspecify.annotations.NullMarked;
