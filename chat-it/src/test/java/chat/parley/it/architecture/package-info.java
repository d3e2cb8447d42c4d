/**
 * What must never depend on what. Start at {@link chat.parley.it.architecture.ArchitectureTest}; the packages below
 * {@code broken} are laid out like the product and break each rule once, so that the rules are seen to catch it.
 */
@NullMarked
package chat.parley.it.architecture;

import org.jspecify.annotations.NullMarked;
