/** The emoji of an organization's own. Start at {@code EmojiAlbum}; {@code PictureCheck} says which pictures may be one. */
@NullMarked
package chat.parley.ejb.emoji;

import org.jspecify.annotations.NullMarked;
