/** How figures are told: a table for people, a line of JSON for scripts. */
@NullMarked
package chat.parley.bench.report;

import org.jspecify.annotations.NullMarked;
