package chat.parley.jpa.emoji;

/**
 * The picture of an emoji.
 *
 * @param type {@code image/png} or {@code image/gif}
 */
@SuppressWarnings("ArrayRecordComponent")
public record EmojiPicture(String type, byte[] bytes) {}
