/** How long it takes to select from a long history what is to be reviewed. Start at {@code SupervisionTrial}. */
@NullMarked
package chat.parley.bench.supervision;

import org.jspecify.annotations.NullMarked;
