/** What the law gives people over what is kept about them, over REST. */
@NullMarked
package chat.parley.web.person;

import org.jspecify.annotations.NullMarked;
