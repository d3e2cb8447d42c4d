/** Breaks rules, for the tests of the rules. */
@NullMarked
package chat.parley.it.architecture.broken.web.delivery;

import org.jspecify.annotations.NullMarked;
