/** Terms and banners over REST. */
@NullMarked
package chat.parley.web.terms;

import org.jspecify.annotations.NullMarked;
