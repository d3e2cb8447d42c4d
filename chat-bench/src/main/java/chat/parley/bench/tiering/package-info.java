/**
 * What it brings and costs that the texts of old messages move out of the database, on a node as it is shipped. Start at
 * {@code TieringTrial}.
 */
@NullMarked
package chat.parley.bench.tiering;

import org.jspecify.annotations.NullMarked;
