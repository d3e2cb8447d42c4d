package chat.parley.it.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;

/** Takes what nodes tell of traces, by OTLP over HTTP. */
final class Collector implements AutoCloseable {

    private final HttpServer server;
    private final List<Noted> spans = new CopyOnWriteArrayList<>();

    /** A span, and the node it is of. */
    record Noted(String node, Span span) {

        String name() {
            return span.getName();
        }

        String trace() {
            return hex(span.getTraceId());
        }

        String id() {
            return hex(span.getSpanId());
        }

        String parent() {
            return hex(span.getParentSpanId());
        }

        long number(String key) {
            return span.getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals(key))
                    .mapToLong(attribute -> attribute.getValue().getIntValue())
                    .findAny()
                    .orElseThrow();
        }

        List<String> keys() {
            return span.getAttributesList().stream().map(KeyValue::getKey).toList();
        }

        private static String hex(ByteString id) {
            return HexFormat.of().formatHex(id.toByteArray());
        }
    }

    private Collector(HttpServer server) {
        this.server = server;
    }

    static Collector start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            Collector collector = new Collector(server);
            server.createContext("/v1/traces", collector::take);
            server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What tells a node to trace everything, and to tell it here without much delay. */
    Map<String, String> settings() {
        return Map.of(
                "PARLEY_TRACES", "http://127.0.0.1:" + server.getAddress().getPort(), "OTEL_BSP_SCHEDULE_DELAY", "100");
    }

    /** All that has come. */
    List<Noted> spans() {
        return List.copyOf(spans);
    }

    private void take(HttpExchange exchange) throws IOException {
        // WildFly compresses what it exports
        try (InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(this::note);
        }
        // an answer that says nothing in particular has no bytes
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, -1);
    }

    private void note(ResourceSpans told) {
        List<Noted> noted = new ArrayList<>();
        told.getScopeSpansList()
                .forEach(scope ->
                        scope.getSpansList().forEach(span -> noted.add(new Noted(node(told.getResource()), span))));
        spans.addAll(noted);
    }

    private static String node(Resource resource) {
        return resource.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.instance.id"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findAny()
                .orElse("nobody");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
