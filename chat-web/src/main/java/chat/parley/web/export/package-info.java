/** Exports of matters over REST, for those whose duty is compliance. */
@NullMarked
package chat.parley.web.export;

import org.jspecify.annotations.NullMarked;
