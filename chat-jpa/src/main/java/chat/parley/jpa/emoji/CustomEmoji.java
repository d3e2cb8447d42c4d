package chat.parley.jpa.emoji;

import java.time.Instant;
import java.util.UUID;

import chat.parley.jpa.identity.AccountId;

/**
 * An emoji of an organization's own, without its picture.
 *
 * @param name without the colons that it is written between
 * @param key who knows it sees the picture
 */
public record CustomEmoji(String name, UUID key, AccountId addedBy, Instant addedAt) {}
