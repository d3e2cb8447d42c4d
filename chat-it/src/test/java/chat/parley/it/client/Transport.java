package chat.parley.it.client;

import java.io.IOException;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.JsonNode;

/** What frames can travel by. */
public enum Transport {
    SOCKET {
        @Override
        FrameLine open(FrameSocket.Upgrade to, Consumer<JsonNode> reader) throws IOException {
            return FrameSocket.open(to, reader);
        }
    },
    EVENTS {
        @Override
        FrameLine open(FrameSocket.Upgrade to, Consumer<JsonNode> reader) throws IOException {
            return FrameEvents.open(to, reader);
        }
    },
    POLLING {
        @Override
        FrameLine open(FrameSocket.Upgrade to, Consumer<JsonNode> reader) {
            return FramePolls.open(to, reader);
        }
    };

    /** Opens a line to a node; each frame is given to the reader, in order, by one thread at a time. */
    abstract FrameLine open(FrameSocket.Upgrade to, Consumer<JsonNode> reader) throws IOException;
}
