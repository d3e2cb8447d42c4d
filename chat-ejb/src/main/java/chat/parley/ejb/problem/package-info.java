/** What can go wrong in a way that its cause must be told: one sealed exception with few kinds and stable codes. */
@NullMarked
package chat.parley.ejb.problem;

import org.jspecify.annotations.NullMarked;
