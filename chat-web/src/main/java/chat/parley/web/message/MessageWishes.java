package chat.parley.web.message;

import java.time.Instant;
import java.time.format.DateTimeParseException;

import chat.parley.ejb.message.History.Wanted;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Format;
import org.jspecify.annotations.Nullable;

/** Reads what frames and REST say alike into what the use cases understand. */
public final class MessageWishes {

    /** How many messages a page has when nobody says. */
    public static final int USUAL_PAGE = 50;

    private MessageWishes() {}

    /** A conversation by its number; one that cannot be is as missing as any other. */
    public static ConversationId conversation(long id) {
        if (id < 1) {
            throw new Missing("conversation.missing", "There is no such conversation.");
        }
        return new ConversationId(id);
    }

    /** The format of a body; Markdown when nobody says. */
    public static Format format(@Nullable String name) {
        return switch (name) {
            case null -> Format.MARKDOWN;
            case "markdown" -> Format.MARKDOWN;
            case "plain" -> Format.PLAIN;
            default -> throw new Rejected("request.malformed", "A message's format is plain or markdown, not " + name);
        };
    }

    /** A moment, as ISO 8601 in UTC. */
    public static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new Rejected("request.malformed", "A moment is like 2026-11-22T10:15:31Z, not " + text + ".");
        }
    }

    /** Which page of the history; at most one of the three is there. */
    public static Wanted page(@Nullable Long before, @Nullable Long after, @Nullable Long around) {
        if ((before == null ? 0 : 1) + (after == null ? 0 : 1) + (around == null ? 0 : 1) > 1) {
            throw new Rejected("request.malformed", "A page is before, after or around a message, one of them.");
        }
        if (before != null) {
            return new Wanted.Before(before);
        }
        if (after != null) {
            return new Wanted.After(after);
        }
        return around == null ? new Wanted.Newest() : new Wanted.Around(around);
    }
}
