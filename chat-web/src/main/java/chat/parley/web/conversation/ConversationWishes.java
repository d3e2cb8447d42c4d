package chat.parley.web.conversation;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

import chat.parley.ejb.conversation.FoundConversation;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.HistoryVisibility.Extent;
import chat.parley.jpa.conversation.PostingPolicy;
import chat.parley.jpa.conversation.ReceiptPolicy;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.VersionPolicy;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.identity.AccountId;
import chat.parley.web.identity.AccountNumbers;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Reads what REST says of conversations into what the use cases understand. */
final class ConversationWishes {

    private ConversationWishes() {}

    /** A conversation to be; private and with an open history when nobody says. */
    static FoundConversation found(ConversationsResource.NewConversation body) {
        return new FoundConversation(
                RequestBody.required(constant(ConversationKind.class, "kind", body.kind()), "kind"),
                body.name(),
                body.topic(),
                Objects.requireNonNullElse(
                        constant(Visibility.class, "visibility", body.visibility()), Visibility.PRIVATE),
                Objects.requireNonNullElse(
                        historyOrNull(body.history(), body.historyLast(), body.historySince()), HistoryVisibility.ALL),
                AccountNumbers.accounts(body.members()));
    }

    /** A role that has to be named. */
    static Role role(@Nullable String name) {
        return RequestBody.required(roleOrNull(name), "role");
    }

    /** A role that may be named. */
    static @Nullable Role roleOrNull(@Nullable String name) {
        return constant(Role.class, "role", name);
    }

    /** Who is shown receipts, where that is named. */
    static @Nullable ReceiptPolicy receiptsOrNull(@Nullable String name) {
        return constant(ReceiptPolicy.class, "receipts", name);
    }

    /** Who is shown earlier versions, where that is named. */
    static @Nullable VersionPolicy versionsOrNull(@Nullable String name) {
        return constant(VersionPolicy.class, "versions", name);
    }

    /** What newcomers see, where that is named: with the number or the moment that belongs to it, and without the other. */
    static @Nullable HistoryVisibility historyOrNull(
            @Nullable String name, @Nullable Integer last, @Nullable String since) {
        Extent extent = constant(Extent.class, "history", name);
        if (extent == null) {
            return null;
        }
        try {
            return new HistoryVisibility(extent, last == null ? 0 : last, momentOrNull("historySince", since));
        } catch (IllegalArgumentException e) {
            throw new Rejected(
                    "request.malformed",
                    "With last goes historyLast, 1 to " + HistoryVisibility.MOST_LAST
                            + ", with since goes historySince, and with nothing else either.");
        }
    }

    /** Who may post, where that is named. */
    static @Nullable PostingPolicy postingOrNull(@Nullable String name) {
        return constant(PostingPolicy.class, "posting", name);
    }

    /** How long members wait between messages, where that is named; what is too long for a duration is too long anyway. */
    static @Nullable Duration pauseOrNull(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(seconds);
    }

    /** When something is to end, if it is. */
    static @Nullable Instant momentOrNull(String field, @Nullable String moment) {
        return moment == null ? null : MessageWishes.moment(field, moment);
    }

    /** Somebody in a conversation; a number that nobody can have is as missing as any other. */
    static AccountId member(long account) {
        if (account < 1) {
            throw new Missing("member.missing", "There is no such member.");
        }
        return new AccountId(account);
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String field, @Nullable String name) {
        if (name == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> lower(constant).equals(name))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        "request.malformed",
                        "The field " + field + " is one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(ConversationWishes::lower)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
