package chat.parley.web.problem;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;

/** Says of a body that it is not the JSON it should be; in place of the server's own mapper, which also logs each. */
@Provider
public final class MalformedJsonMapper implements ExceptionMapper<JsonProcessingException> {

    @Override
    public Response toResponse(JsonProcessingException failure) {
        return response(failure);
    }

    static Response response(JsonProcessingException failure) {
        JsonLocation place = failure.getLocation();
        String where =
                place == null ? "" : " Look at line " + place.getLineNr() + ", column " + place.getColumnNr() + '.';
        return ProblemMapper.response(Problems.problem(
                Response.Status.BAD_REQUEST.getStatusCode(),
                "request.malformed",
                "Not acceptable as it is",
                "The body is not the JSON that is expected here." + where,
                null));
    }
}
