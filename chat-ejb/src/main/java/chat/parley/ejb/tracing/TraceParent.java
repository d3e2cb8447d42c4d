package chat.parley.ejb.tracing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/** A step as the next one is told of it, perhaps on another node: the {@code traceparent} of W3C Trace Context. */
final class TraceParent {

    private static final String NAME = "traceparent";
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private static final TextMapGetter<String> ALONE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String traceparent) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String traceparent, String key) {
            return key.equals(NAME) ? traceparent : null;
        }
    };

    private TraceParent() {}

    static @Nullable String write(Span step) {
        Map<String, String> carrier = new HashMap<>();
        W3C.inject(Context.root().with(step), carrier, (map, key, value) -> {
            if (map != null) {
                map.put(key, value);
            }
        });
        return carrier.get(NAME);
    }

    static Context read(String traceparent) {
        return W3C.extract(Context.root(), traceparent, ALONE);
    }
}
