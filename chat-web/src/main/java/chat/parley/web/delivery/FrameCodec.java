package chat.parley.web.delivery;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.web.wire.ClientFrame;
import chat.parley.web.wire.ServerFrame;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Frames as JSON, one object a line. */
final class FrameCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();
    private static final ObjectReader READER = JSON.readerFor(ClientFrame.class);
    private static final ObjectWriter WRITER = JSON.writerFor(ServerFrame.class);

    private FrameCodec() {}

    /**
     * Reads a frame.
     *
     * @throws Rejected {@code frame.unknown} for a type this version does not have, {@code frame.malformed} for all else
     */
    static ClientFrame read(String line) {
        try {
            ClientFrame frame = READER.readValue(line);
            if (frame == null) {
                throw malformed("it is null");
            }
            return frame;
        } catch (InvalidTypeIdException e) {
            if (e.getTypeId() == null) {
                throw malformed("the field type is missing");
            }
            throw new Rejected("frame.unknown", "There is no frame of the type " + e.getTypeId() + ".");
        } catch (ValueInstantiationException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw malformed(String.valueOf(reason.getMessage()));
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage());
        }
    }

    private static Rejected malformed(String reason) {
        return new Rejected("frame.malformed", "The frame cannot be read: " + reason + ".");
    }

    /** Writes a frame, without a line end. */
    static String write(ServerFrame frame) {
        try {
            return WRITER.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Something that has no JSON: " + frame.getClass(), e);
        }
    }
}
