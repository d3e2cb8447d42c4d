/** Who has which duty, by REST. */
@NullMarked
package chat.parley.web.appointment;

import org.jspecify.annotations.NullMarked;
