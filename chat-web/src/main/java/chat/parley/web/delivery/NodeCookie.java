package chat.parley.web.delivery;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Names the node of a connection made of requests, so that load balancers bring the next request of it to the same node.
 * It proves nothing and is not read here.
 */
final class NodeCookie {

    private static final String NAME = "parley-node";

    private NodeCookie() {}

    static void give(HttpServletRequest request, HttpServletResponse response) {
        Cookie cookie = new Cookie(NAME, FrameHandler.NODE);
        cookie.setPath("/api/v1");
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setAttribute("SameSite", "Strict");
        response.addCookie(cookie);
    }
}
