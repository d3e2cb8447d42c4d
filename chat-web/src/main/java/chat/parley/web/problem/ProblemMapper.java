package chat.parley.web.problem;

import java.util.concurrent.TimeUnit;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

import chat.parley.web.wire.ServerFrame.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;

/** Serves every failure of REST as {@code application/problem+json}. */
@Provider
public final class ProblemMapper implements ExceptionMapper<Exception> {

    /** The media type of a problem (RFC 9457). */
    public static final String PROBLEM_JSON = "application/problem+json";

    @Override
    public Response toResponse(Exception failure) {
        return switch (failure) {
            case WebApplicationException e -> response(of(e));
            case JsonProcessingException e -> MalformedJsonMapper.response(e);
            default -> response(Problems.of(failure));
        };
    }

    /** The answer that bears this problem. */
    public static Response response(Problem problem) {
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(PROBLEM_JSON).entity(problem);
        Long wait = problem.retryAfter();
        if (wait != null) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds(wait));
        }
        if (problem.status() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return answer.build();
    }

    /** A wait of milliseconds as the header has it. */
    static long seconds(long wait) {
        return Math.max(1, TimeUnit.MILLISECONDS.toSeconds(wait + 999));
    }

    private static Problem of(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        String title = e.getResponse().getStatusInfo().getReasonPhrase();
        return switch (status) {
            case 404 -> Problems.problem(status, "request.unknown", title, "There is nothing at this address.", null);
            case 405 ->
                Problems.problem(status, "request.method", title, "This address does not take that method.", null);
            case 415 ->
                Problems.problem(
                        status, "request.media-type", title, "This address does not take a body of that type.", null);
            default ->
                Problems.problem(status, status < 500 ? "request.malformed" : "internal", title, title + '.', null);
        };
    }
}
