package chat.parley.ejb.tracing;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/** Keeps what would leave the server. */
final class ListedSpans implements SpanExporter {

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();

    /** The only one of this name. */
    SpanData named(String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .reduce((_, _) -> {
                    throw new AssertionError("several spans are called " + name);
                })
                .orElseThrow();
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> more) {
        spans.addAll(more);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
