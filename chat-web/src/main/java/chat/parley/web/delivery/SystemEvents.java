package chat.parley.web.delivery;

import java.util.List;

import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.SystemEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads what a message of the system says. */
final class SystemEvents {

    private static final ObjectReader READER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build()
            .readerFor(SystemEvent.class);

    private SystemEvents() {}

    static SystemEvent read(PostedMessage message) {
        try {
            return READER.readValue(message.body());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Message " + message.seq() + " of conversation " + message.conversation() + " is no system event",
                    e);
        }
    }

    /** The accounts that this event makes members. */
    static List<Long> joining(PostedMessage message) {
        return switch (read(message)) {
            case SystemEvent.Created created -> created.accounts();
            case SystemEvent.Joined joined -> joined.accounts();
            case SystemEvent.Left _,
                    SystemEvent.Removed _,
                    SystemEvent.RoleChanged _,
                    SystemEvent.Renamed _,
                    SystemEvent.TopicChanged _,
                    SystemEvent.Archived _ -> List.of();
        };
    }
}
