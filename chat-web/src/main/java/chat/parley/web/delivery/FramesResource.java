package chat.parley.web.delivery;

import java.io.IOException;
import java.io.InputStream;

import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jspecify.annotations.Nullable;

/**
 * Takes what a client says whose connection is made of requests. The id of the connection, which only its client was
 * told, is the proof; what becomes of the frames is told by the connection.
 */
@Path("/frames")
@PermitAll
public class FramesResource {

    /** The header that names the connection. */
    static final String CONNECTION = "Parley-Connection";

    @Inject
    Reception reception;

    /** Takes one or more frames, one a line. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response take(@HeaderParam(CONNECTION) @Nullable String id, InputStream body) throws IOException {
        Connection connection = reception.find(id);
        reception.read(connection, body.readNBytes(Reception.LONGEST_MESSAGE + 1));
        return Response.accepted().build();
    }
}
