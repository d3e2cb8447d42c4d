package chat.parley.ejb.tracing;

import java.util.Collection;
import java.util.Set;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;

/**
 * What leaves the server in spans: our own numbers, and of a REST request its method, its pattern and how it ended. The
 * server's filter, which makes spans of requests, would also tell addresses, and URLs with names and search words.
 */
public final class DiscreetSpans implements AutoConfigurationCustomizerProvider {

    private static final String OURS = "parley.";
    private static final Set<String> OF_REQUESTS =
            Set.of("http.request.method", "http.route", "http.response.status_code", "error.type");

    @Override
    public void customize(AutoConfigurationCustomizer telemetry) {
        telemetry.addSpanExporterCustomizer((exporter, _) -> before(exporter));
    }

    static SpanExporter before(SpanExporter exporter) {
        return new Exporter(exporter);
    }

    private record Exporter(SpanExporter next) implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            return next.export(spans.stream().<SpanData>map(DiscreetSpan::new).toList());
        }

        @Override
        public CompletableResultCode flush() {
            return next.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return next.shutdown();
        }
    }

    private static final class DiscreetSpan extends DelegatingSpanData {

        private final Attributes told;

        DiscreetSpan(SpanData span) {
            super(span);
            told = span.getAttributes().toBuilder()
                    .removeIf(key -> !key.getKey().startsWith(OURS) && !OF_REQUESTS.contains(key.getKey()))
                    .build();
        }

        @Override
        public Attributes getAttributes() {
            return told;
        }
    }
}
