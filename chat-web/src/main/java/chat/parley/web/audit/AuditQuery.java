package chat.parley.web.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;

import jakarta.ws.rs.QueryParam;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditFilter;
import chat.parley.jpa.audit.AuditNote.Outcome;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/** Which entries are looked for, as an address says it. */
public class AuditQuery {

    @QueryParam("person")
    @Nullable
    Long person;

    @QueryParam("deed")
    @Nullable
    String deed;

    @QueryParam("subject")
    @Nullable
    String subject;

    @QueryParam("outcome")
    @Nullable
    String outcome;

    @QueryParam("since")
    @Nullable
    String since;

    @QueryParam("until")
    @Nullable
    String until;

    AuditFilter filter() {
        return new AuditFilter(
                person == null ? null : account(person),
                constant(AuditDeed.class, "deed", deed),
                subject,
                constant(Outcome.class, "outcome", outcome),
                moment("since", since),
                moment("until", until));
    }

    private static AccountId account(long number) {
        if (number < 1) {
            throw new Rejected("request.malformed", "person is the number of an account.");
        }
        return new AccountId(number);
    }

    private static <E extends Enum<E>> @Nullable E constant(Class<E> type, String name, @Nullable String given) {
        if (given == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(given))
                .findFirst()
                .orElseThrow(() -> new Rejected("request.malformed", "There is no such " + name + "."));
    }

    private static @Nullable Instant moment(String name, @Nullable String given) {
        try {
            return given == null ? null : Instant.parse(given);
        } catch (DateTimeParseException e) {
            throw new Rejected("request.malformed", name + " is a moment like 2026-11-22T17:00:00Z.");
        }
    }
}
