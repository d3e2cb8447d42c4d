/**
 * Serves the web client that is built from {@code src/main/frontend}: start at {@link ScreenFilter}. What the client
 * asks for under {@code /api} is answered elsewhere; why files lie ready packed is in docs/decisions.
 */
@NullMarked
package chat.parley.web.screen;

import org.jspecify.annotations.NullMarked;
