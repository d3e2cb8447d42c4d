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
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Frames as JSON, one object a line. */
final class FrameCodec {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
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
            return READER.readValue(line);
        } catch (InvalidTypeIdException e) {
            throw new Rejected("frame.unknown", "There is no frame of the type " + e.getTypeId() + ".");
        } catch (JsonProcessingException e) {
            throw new Rejected("frame.malformed", "The frame cannot be read: " + e.getOriginalMessage());
        }
    }

    /** Writes a frame, without a line end. */
    static String write(ServerFrame frame) {
        try {
            return WRITER.writeValueAsString(frame);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A frame that has no JSON: " + frame.getClass(), e);
        }
    }
}
