package chat.parley.web.problem;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;

import chat.parley.web.wire.ServerFrame.Problem;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/** Answers a request that does not come as far as REST with a problem. */
public final class RequestProblem {

    private static final ObjectWriter JSON = new ObjectMapper().writer();

    private RequestProblem() {}

    /** Answers with this problem. */
    public static void send(HttpServletResponse response, Problem problem) throws IOException {
        Long wait = problem.retryAfter();
        if (wait != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(ProblemMapper.seconds(wait)));
        }
        response.setStatus(problem.status());
        response.setContentType(ProblemMapper.PROBLEM_JSON);
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(JSON.writeValueAsString(problem));
    }
}
