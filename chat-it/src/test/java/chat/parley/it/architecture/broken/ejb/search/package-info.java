/** Breaks rules, for the tests of the rules. */
@NullMarked
package chat.parley.it.architecture.broken.ejb.search;

import org.jspecify.annotations.NullMarked;
