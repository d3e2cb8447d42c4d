/** The machine that tests run on: which programs it has. */
@NullMarked
package chat.parley.it.host;

import org.jspecify.annotations.NullMarked;
