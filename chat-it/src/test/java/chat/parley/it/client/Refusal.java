package chat.parley.it.client;

import com.fasterxml.jackson.databind.JsonNode;

/** The server said no to a frame. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient JsonNode problem;

    Refusal(JsonNode problem) {
        super(problem.toString());
        this.problem = problem;
    }

    /** What is wrong, as RFC 9457 says it. */
    public JsonNode problem() {
        return problem;
    }

    /** The stable code. */
    public String code() {
        return problem.path("code").asText();
    }

    /** Whether the wish is certain to have had no effect. */
    public boolean certain() {
        return problem.path("status").asInt() < 500;
    }
}
