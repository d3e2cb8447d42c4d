/**
 * Benchmarks of a running installation, as {@code ./parley bench} offers them. Each command is a class here; the load
 * generator is {@code chat.parley.bench.load}, the ten million messages are {@code chat.parley.bench.history}. Figures
 * and how to take them: docs/performance.md.
 */
@NullMarked
package chat.parley.bench;

import org.jspecify.annotations.NullMarked;
