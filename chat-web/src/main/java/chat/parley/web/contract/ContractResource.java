package chat.parley.web.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Serves the descriptions of the socket and of REST to whoever asks; nothing in them is secret. */
@Path("/")
@PermitAll
public class ContractResource {

    /** The type of YAML documents (RFC 9512). */
    static final String YAML = "application/yaml";

    /** The socket: every frame, as AsyncAPI. */
    @GET
    @Path("asyncapi.yaml")
    @Produces(YAML)
    public String asyncapi() {
        return read("asyncapi.yaml");
    }

    /** REST: every call, as OpenAPI. */
    @GET
    @Path("openapi.yaml")
    @Produces(YAML)
    public String openapi() {
        return read("openapi.yaml");
    }

    private static String read(String document) {
        try (InputStream in =
                Objects.requireNonNull(ContractResource.class.getResourceAsStream("/contract/" + document), document)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
