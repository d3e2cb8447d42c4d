package chat.parley.web.message;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;

import chat.parley.ejb.message.History.Wanted;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.Priority;
import chat.parley.jpa.message.Purpose;
import chat.parley.web.wire.ClientFrame;
import org.jspecify.annotations.Nullable;

/** Reads what frames and REST say alike into what the use cases understand. */
public final class MessageWishes {

    /** How many messages a page has when nobody says. */
    public static final int USUAL_PAGE = 50;

    private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T00:00:00Z");

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

    /** What a message wants besides being read; nothing when nobody says. */
    public static @Nullable Purpose purpose(@Nullable String priority, ClientFrame.@Nullable Poll poll) {
        return priority == null && poll == null ? null : new Purpose(priority(priority), terms(poll));
    }

    private static @Nullable Priority priority(@Nullable String name) {
        return switch (name) {
            case null -> null;
            case "important" -> Priority.IMPORTANT;
            case "urgent" -> Priority.URGENT;
            default ->
                throw new Rejected("request.malformed", "A message's priority is important or urgent, not " + name);
        };
    }

    private static @Nullable PollTerms terms(ClientFrame.@Nullable Poll poll) {
        if (poll == null) {
            return null;
        }
        List<String> options = poll.options();
        if (options == null || options.contains(null)) {
            throw new Rejected("poll.malformed", "A poll has options.");
        }
        String ends = poll.ends();
        return new PollTerms(
                options.stream().map(String::strip).toList(),
                Boolean.TRUE.equals(poll.multiple()),
                Boolean.TRUE.equals(poll.anonymous()),
                ends == null ? null : moment("ends", ends));
    }

    /** A moment that a field has, which the database can keep. */
    public static Instant moment(String field, String moment) {
        try {
            Instant read = Instant.parse(moment);
            if (read.isAfter(Instant.EPOCH) && read.isBefore(LAST_MOMENT)) {
                return read.truncatedTo(ChronoUnit.MICROS);
            }
        } catch (DateTimeParseException e) {
            // as wrong as one that nobody lives to see
        }
        throw new Rejected("request.malformed", "The field " + field + " is a moment like 2026-11-22T17:00:00Z.");
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
