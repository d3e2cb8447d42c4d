/** Breaks rules, for the tests of the rules. */
@NullMarked
package chat.parley.it.architecture.broken.jpa.conversation;

import org.jspecify.annotations.NullMarked;
