/**
 * Who has which part of administrating an organization. Start at {@link chat.parley.ejb.appointment.Appointing}. What a
 * duty lets one do is decided in {@code chat.parley.ejb.identity} ({@code Administration}).
 */
@NullMarked
package chat.parley.ejb.appointment;

import org.jspecify.annotations.NullMarked;
