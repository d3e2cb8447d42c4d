/** What one says of oneself, by REST; the words for it, which frames use too. Who is told of it is in {@code web.delivery}. */
@NullMarked
package chat.parley.web.presence;

import org.jspecify.annotations.NullMarked;
