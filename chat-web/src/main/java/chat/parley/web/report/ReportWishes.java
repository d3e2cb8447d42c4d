package chat.parley.web.report;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.report.CaseId;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Reads what REST says of cases into what the use cases understand. */
final class ReportWishes {

    private static final Instant LAST_MOMENT = Instant.parse("9999-12-31T00:00:00Z");

    private ReportWishes() {}

    /** A case by its number; one that cannot be is as missing as any other. */
    static CaseId id(long id) {
        if (id < 1) {
            throw new Missing("case.missing", "There is no such case.");
        }
        return new CaseId(id);
    }

    /** A constant by its name, which has to be there. */
    static <E extends Enum<E>> E constant(Class<E> type, String field, @Nullable String name) {
        String given = RequestBody.required(name, field);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> lower(constant).equals(given))
                .findFirst()
                .orElseThrow(() -> new Rejected(
                        "request.malformed",
                        "The field " + field + " is one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(ReportWishes::lower)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** When something is to end, if it is. */
    static @Nullable Instant moment(@Nullable String text) {
        try {
            Instant moment = text == null ? null : Instant.parse(text);
            if (moment == null || (moment.isAfter(Instant.EPOCH) && moment.isBefore(LAST_MOMENT))) {
                return moment;
            }
        } catch (DateTimeParseException e) {
            // as wrong as one that nobody lives to see
        }
        throw new Rejected("request.malformed", "The field until is a moment like 2026-11-22T17:00:00Z.");
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
