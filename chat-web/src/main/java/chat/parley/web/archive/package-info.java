/** The archive over REST. */
@NullMarked
package chat.parley.web.archive;

import org.jspecify.annotations.NullMarked;
