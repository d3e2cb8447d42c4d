/** Breaks rules, for the tests of the rules. */
@NullMarked
package chat.parley.it.architecture.broken.ejb.message;

import org.jspecify.annotations.NullMarked;
