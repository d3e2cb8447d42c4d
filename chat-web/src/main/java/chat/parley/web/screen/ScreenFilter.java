package chat.parley.web.screen;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers with the files of the client, every place within it with its one page, and gives whatever leaves here the
 * headers that keep other pages out. The client runs no code and no style but its own files, so the policy needs no exceptions.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class ScreenFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> READS = Set.of("GET", "HEAD");

    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "font-src 'self'",
            "img-src 'self' data: blob:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types dompurify parley");

    private transient ScreenFiles files = ScreenFiles.NONE;

    @Override
    public void init() throws ServletException {
        try {
            files = ScreenFiles.in(getServletContext());
        } catch (IOException e) {
            throw new ServletException("the files of the web client cannot be read", e);
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var kind = ScreenPath.of(path);
        var file = files.find(kind == ScreenPath.PLACE ? "/index.html" : path);
        // While nodes of two versions answer, one is asked for files of the other: that it has none is not to be kept
        var isMissing = kind == ScreenPath.HASHED_FILE && file.isEmpty();
        response.setHeader("Cache-Control", isMissing ? "no-store" : kind.cacheControl());
        guard(request, response);
        if (file.isPresent() && READS.contains(request.getMethod())) {
            send(file.get(), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** There are no times of change in it: the build gives all files the same, so that it can be repeated. */
    private static void send(ScreenFile file, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var form = file.as(request.getHeader("Accept-Encoding"));
        if (file.hasForms()) {
            response.setHeader("Vary", "Accept-Encoding");
        }
        response.setHeader("ETag", form.tag());
        if (form.isAmong(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.type());
        if (file.isPacked(form)) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(form.body().length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(form.body());
        }
    }

    private static void guard(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
        if (request.isSecure()) {
            response.setHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
