/**
 * What time it is. Everything asks the injected {@link java.time.Clock}, so that tests can move it. What is done again and
 * again is a {@link chat.parley.ejb.time.Beat}.
 */
@NullMarked
package chat.parley.ejb.time;

import org.jspecify.annotations.NullMarked;
