/**
 * What is behind the links in messages, in a few words. Start at {@code PreviewDesk}: it takes messages to look at, asks
 * {@code PageFetch} for what they link to, which asks {@code AddressGuard} whether it may, and has {@code Previewing} show
 * what was found.
 */
@NullMarked
package chat.parley.ejb.preview;

import org.jspecify.annotations.NullMarked;
