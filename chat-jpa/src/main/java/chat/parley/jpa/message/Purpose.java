package chat.parley.jpa.message;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/**
 * What a message wants of its readers besides being read. Decided when it is posted, and never changed.
 *
 * @param priority null if it is a message like others
 * @param poll null if there is nothing to vote on
 */
public record Purpose(@Nullable Priority priority, @Nullable PollTerms poll) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** As the column has it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Column(
            @Nullable Priority priority,
            @Nullable List<String> options,
            boolean multiple,
            boolean anonymous,
            @Nullable String endsAt) {}

    /** Whether everybody it is for is to say that they have noticed it. */
    public boolean wantsAcknowledgement() {
        return priority == Priority.URGENT;
    }

    /** As it is written to the database. */
    public String text() {
        PollTerms terms = poll;
        Column column = terms == null
                ? new Column(priority, null, false, false, null)
                : new Column(
                        priority,
                        terms.options(),
                        terms.multiple(),
                        terms.anonymous(),
                        terms.endsAt() == null ? null : terms.endsAt().toString());
        try {
            return JSON.writeValueAsString(column);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As it is read from there. */
    public static @Nullable Purpose parse(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            Column column = JSON.readValue(text, Column.class);
            List<String> options = column.options();
            String endsAt = column.endsAt();
            return new Purpose(
                    column.priority(),
                    options == null
                            ? null
                            : new PollTerms(
                                    options,
                                    column.multiple(),
                                    column.anonymous(),
                                    endsAt == null ? null : Instant.parse(endsAt)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a message has a purpose that nobody knows", e);
        }
    }
}
