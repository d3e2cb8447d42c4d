package chat.parley.web.delivery;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import chat.parley.ejb.problem.ChatLog;
import org.jspecify.annotations.Nullable;

/**
 * The body of a response that stays open: written piece by piece, never blocking, on the I/O thread of its request. It
 * does not bound what it is given: a line gives it the next batch when the last one has left.
 */
final class ResponseStream implements WriteListener {

    /** Nothing is to wait for more in the container's buffer. */
    private static final int NO_BUFFER = 1;

    private record Piece(String text, Runnable gone) {}

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final IoLoop loop = IoLoop.ofRequest();
    private final Closeable cutter = IoLoop.cutterOfRequest();
    private final Runnable broken;
    private final ArrayDeque<Piece> pieces = new ArrayDeque<>(2);
    private @Nullable Piece leaving;
    private boolean last;
    private boolean over;

    /**
     * Opens the body of the running request's response; its headers may be set until the first piece.
     *
     * @param broken runs, perhaps more than once, when the other end is gone
     */
    ResponseStream(HttpServletRequest request, HttpServletResponse response, Runnable broken) throws IOException {
        this.broken = broken;
        response.setBufferSize(NO_BUFFER);
        context = request.startAsync();
        context.setTimeout(0);
        out = response.getOutputStream();
        out.setWriteListener(this);
    }

    IoLoop loop() {
        return loop;
    }

    /** Writes a piece; {@code gone} runs when it has left. */
    void write(String text, Runnable gone) {
        loop.execute(() -> {
            pieces.add(new Piece(text, gone));
            pump();
        });
    }

    /** Writes the last piece, if any, and ends the body. Whoever does not even read what came before is cut off. */
    void end(String text) {
        loop.execute(() -> {
            boolean stuck = leaving != null && !out.isReady();
            if (stuck) {
                cut();
                return;
            }
            if (!text.isEmpty()) {
                pieces.add(new Piece(text, () -> {}));
            }
            last = true;
            pump();
        });
    }

    @Override
    public void onWritePossible() {
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        ChatLog.LOG.debug("a response could not be written", failure);
        abandon();
    }

    private void pump() {
        try {
            while (!over && out.isReady()) {
                Piece left = leaving;
                if (left != null) {
                    leaving = null;
                    out.flush();
                    left.gone().run();
                } else if (!pieces.isEmpty()) {
                    leaving = pieces.remove();
                    out.write(leaving.text().getBytes(StandardCharsets.UTF_8));
                } else if (last) {
                    over = true;
                    context.complete();
                } else {
                    return;
                }
            }
        } catch (IOException e) {
            ChatLog.LOG.debug("a response could not be written", e);
            cut();
        }
    }

    private void cut() {
        try {
            cutter.close();
        } catch (IOException e) {
            ChatLog.LOG.debug("a line was gone already", e);
        }
        abandon();
    }

    private void abandon() {
        over = true;
        pieces.clear();
        try {
            context.complete();
        } catch (IllegalStateException e) {
            ChatLog.LOG.debug("the container has ended the request already", e);
        }
        broken.run();
    }
}
