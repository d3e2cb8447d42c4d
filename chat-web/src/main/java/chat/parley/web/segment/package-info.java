/** Segments of people and the barriers between them over REST, for those who keep them. */
@NullMarked
package chat.parley.web.segment;

import org.jspecify.annotations.NullMarked;
