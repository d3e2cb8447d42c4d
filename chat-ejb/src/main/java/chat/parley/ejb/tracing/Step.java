package chat.parley.ejb.tracing;

import chat.parley.ejb.problem.ChatException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * A step on a message's way, as a span. Most messages are not traced; of their steps nothing is noted. What can be noted
 * are numbers: names and texts have no way in.
 */
public final class Step {

    /** Every step of what is not traced. */
    public static final Step UNTRACED = new Step(Span.getInvalid());

    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("parley.batch");

    private final Span span;

    private Step(Span span) {
        this.span = span;
    }

    static Step begin(SpanBuilder builder) {
        Span span = builder.startSpan();
        return span.getSpanContext().isSampled() ? new Step(span) : UNTRACED;
    }

    /** Whether it is noted. */
    public boolean traced() {
        return this != UNTRACED;
    }

    /** What the next step has to be told; nothing if there is nothing to go on from. */
    public @Nullable String trace() {
        return traced() ? TraceParent.write(span) : null;
    }

    Context context() {
        return Context.root().with(span);
    }

    /** Notes a number under this name. */
    public Step note(String name, long number) {
        span.setAttribute(name, number);
        return this;
    }

    /** It has waited; from now on it is worked on, as one of so many. */
    public void taken(int batch) {
        if (traced()) {
            span.addEvent("taken", Attributes.of(BATCH, (long) batch));
        }
    }

    /** It is done. */
    public void end() {
        span.end();
    }

    /** It has failed, for a reason of which only the kind is noted. */
    public void fail(RuntimeException problem) {
        if (traced()) {
            String kind = problem instanceof ChatException known
                    ? known.code()
                    : problem.getClass().getName();
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", kind).end();
        }
    }
}
