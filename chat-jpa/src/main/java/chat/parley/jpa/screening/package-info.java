/**
 * What is kept of judging messages before they are posted: the rules ({@link chat.parley.jpa.screening.ScreeningRules}),
 * what waits for a moderator ({@link chat.parley.jpa.screening.HeldMessages}), and what was posted and is to be looked at
 * ({@link chat.parley.jpa.screening.MessageFlags}).
 */
@NullMarked
package chat.parley.jpa.screening;

import org.jspecify.annotations.NullMarked;
