/** Breaks rules, for the tests of the rules. */
@NullMarked
package chat.parley.it.architecture.broken.jpa.message;

import org.jspecify.annotations.NullMarked;
