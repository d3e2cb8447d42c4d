package chat.parley.ejb.tracing;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The steps a message takes, each the parent of the next: it is sent, appended to the log, published to each node that
 * wants it, and delivered there. Whether a message is traced is decided at the first; while tracing is off none is, and
 * asking costs nothing but that.
 */
@ApplicationScoped
public class Traces {

    @Inject
    OpenTelemetry telemetry;

    /** The server's own switch. */
    @Inject
    @ConfigProperty(name = "otel.sdk.disabled", defaultValue = "true")
    boolean off;

    private Tracer tracer = TracerProvider.noop().get("");

    @PostConstruct
    void open() {
        tracer = telemetry.getTracer("chat.parley");
    }

    /** Whether any message may be traced. */
    public boolean on() {
        return !off;
    }

    /** Somebody sends a message, by a frame or within a request that is traced itself. */
    public Step sending(ConversationId conversation) {
        if (off) {
            return Step.UNTRACED;
        }
        boolean requested = Span.current().getSpanContext().isValid();
        return Step.begin(tracer.spanBuilder("message send")
                .setSpanKind(requested ? SpanKind.INTERNAL : SpanKind.SERVER)
                .setAttribute("parley.conversation", conversation.value()));
    }

    /** A message that is sent waits for the log, and is committed with others. */
    public Step appending(Step sending) {
        return sending.traced()
                ? Step.begin(tracer.spanBuilder("log append").setParent(sending.context()))
                : Step.UNTRACED;
    }

    /** A message is told to another node, as one of so many at once. */
    public Step publishing(String trace, String receiver, int batch) {
        return Step.begin(tracer.spanBuilder("bus publish")
                .setSpanKind(SpanKind.PRODUCER)
                .setParent(TraceParent.read(trace))
                .setAttribute("parley.receiver", receiver)
                .setAttribute("parley.batch", batch));
    }

    /** A message is told to the connections of this node; {@code trace} is what came with it. */
    public Step delivering(@Nullable String trace) {
        if (trace == null || off) {
            return Step.UNTRACED;
        }
        return Step.begin(tracer.spanBuilder("message deliver")
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(TraceParent.read(trace)));
    }
}
