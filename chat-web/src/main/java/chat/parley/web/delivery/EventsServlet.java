package chat.parley.web.delivery;

import java.io.IOException;
import java.time.Clock;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Opens a connection whose server frames come as server-sent events; its client frames go by {@link FramesResource}. */
@WebServlet(urlPatterns = "/api/v1/events", asyncSupported = true)
public class EventsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    transient Clock clock;

    @Inject
    transient Reception reception;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store, no-transform");
        // What nginx wants to hear so as not to gather the events before it passes them on
        response.setHeader("X-Accel-Buffering", "no");
        NodeCookie.give(request, response);
        EventLine line = new EventLine(request, response, clock.instant());
        Connection connection = reception.open(line);
        line.whenOver(() -> reception.end(connection));
        line.greet(connection.id());
    }
}
