package chat.parley.web.delivery;

import java.io.IOException;
import java.time.Clock;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import chat.parley.ejb.problem.ChatException;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.web.delivery.PollLine.Turn;
import chat.parley.web.problem.Problems;
import chat.parley.web.problem.RequestProblem;
import chat.parley.web.wire.CloseCode;

/** Long polling: brings client frames and waits for server frames; the first one opens the connection. */
@WebServlet(urlPatterns = "/api/v1/poll", asyncSupported = true)
public class PollServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** The number of the last answer that the client got; of the request. */
    private static final String GOT = "Parley-Got";

    /** The number of this answer. */
    private static final String ANSWER = "Parley-Answer";

    /** That the connection has ended, and why: a close code and its reason. */
    private static final String CLOSE = "Parley-Close";

    private static final String FRAMES = "application/x-ndjson";

    @Inject
    transient Clock clock;

    @Inject
    transient Reception reception;

    @Inject
    transient PollEndings endings;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            poll(request, response);
        } catch (ChatException refusal) {
            RequestProblem.send(response, Problems.of(refusal));
        }
    }

    private void poll(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = request.getHeader(FramesResource.CONNECTION);
        CloseCode end = id == null ? null : endings.of(id).orElse(null);
        if (end != null) {
            sayEnd(request, response, end);
            return;
        }
        Connection connection = id == null ? open() : reception.find(id);
        if (!(connection.line() instanceof PollLine line)) {
            throw new Missing("connection.unknown", "This connection is not one of polls.");
        }
        byte[] body = request.getInputStream().readNBytes(Reception.LONGEST_MESSAGE + 1);
        Turn turn = line.turn(got(request));
        if (turn == Turn.ASTRAY) {
            throw new Rejected("request.malformed", GOT + " is neither the last answer's number nor the one before.");
        }
        response.setContentType(FRAMES);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(FramesResource.CONNECTION, connection.id());
        NodeCookie.give(request, response);
        HeldRequest held = new HeldRequest(request, response);
        reception.hear(connection);
        line.hold(held, clock.instant());
        if (turn == Turn.NEXT) {
            reception.read(connection, body);
        }
    }

    private Connection open() {
        PollLine line = new PollLine(clock.instant());
        Connection connection = reception.open(line);
        line.whenOver(() -> {
            line.end().ifPresent(how -> endings.note(connection.id(), how));
            reception.end(connection);
        });
        return connection;
    }

    /** The connection ended before this request came. */
    private static void sayEnd(HttpServletRequest request, HttpServletResponse response, CloseCode end) {
        response.setContentType(FRAMES);
        response.setHeader(ANSWER, Long.toString(got(request) + 1));
        response.setHeader(CLOSE, header(end));
    }

    private static String header(CloseCode end) {
        return end.code() + " " + end.reason();
    }

    private static long got(HttpServletRequest request) {
        String got = request.getHeader(GOT);
        try {
            return got == null ? 0 : Long.parseLong(got);
        } catch (NumberFormatException e) {
            throw new Rejected("request.malformed", GOT + " is a whole number.");
        }
    }

    /** A request that is answered when there is something to say. */
    private static final class HeldRequest implements PollLine.Poll {

        private final HttpServletResponse response;
        private final ResponseStream stream;

        HeldRequest(HttpServletRequest request, HttpServletResponse response) throws IOException {
            this.response = response;
            this.stream = new ResponseStream(request, response, () -> {});
        }

        @Override
        public void wake(Connection connection) {
            stream.loop().add(connection);
        }

        @Override
        public void answer(PollLine.Answer answer) {
            response.setHeader(ANSWER, Long.toString(answer.number()));
            CloseCode end = answer.end();
            if (end != null) {
                response.setHeader(CLOSE, header(end));
            }
            stream.end(answer.frames());
        }

        @Override
        public void forget() {
            response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            stream.end("");
        }
    }
}
