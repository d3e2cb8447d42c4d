package chat.parley.ejb.tracing;

import java.util.Objects;

import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.jpa.conversation.ConversationId;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TracesTest {

    private static final ConversationId ROOM = new ConversationId(7);

    private final ListedSpans spans = new ListedSpans();

    @Test
    void each_step_is_the_parent_of_the_next_also_on_another_node() {
        Traces here = traces(Sampler.parentBased(Sampler.alwaysOn()));
        Traces there = traces(Sampler.parentBased(Sampler.alwaysOff()));

        Step sending = here.sending(ROOM);
        Step appending = here.appending(sending);
        Step publishing = here.publishing(Objects.requireNonNull(appending.trace()), "there", 1);
        Step delivering = there.delivering(publishing.trace());
        delivering.end();
        publishing.end();
        appending.end();
        sending.end();

        SpanData sent = spans.named("message send");
        assertThat(sent.getParentSpanContext().isValid()).isFalse();
        assertThat(sent.getAttributes().get(AttributeKey.longKey("parley.conversation")))
                .isEqualTo(7);
        assertFollows(sent, spans.named("log append"));
        assertFollows(spans.named("log append"), spans.named("bus publish"));
        assertFollows(spans.named("bus publish"), spans.named("message deliver"));
    }

    @Test
    void what_is_sent_by_a_traced_request_is_a_step_of_it() {
        OpenTelemetry telemetry = telemetry(Sampler.alwaysOn());
        Span request = telemetry.getTracer("rest").spanBuilder("POST").startSpan();

        try (Scope _ = request.makeCurrent()) {
            traces(telemetry).sending(ROOM).end();
        }
        request.end();

        assertFollows(spans.named("POST"), spans.named("message send"));
    }

    @Test
    void of_what_is_not_sampled_nothing_is_noted_or_passed_on() {
        Traces traces = traces(Sampler.alwaysOff());

        Step sending = traces.sending(ROOM);
        Step appending = traces.appending(sending);
        appending.end();
        sending.end();

        assertThat(sending).isSameAs(Step.UNTRACED);
        assertThat(appending.trace()).isNull();
        assertThat(spans.isEmpty()).isTrue();
    }

    @Test
    void a_node_that_does_not_trace_makes_nothing_of_what_it_is_told() {
        String trace = traces(Sampler.alwaysOn()).sending(ROOM).trace();
        Traces there = traces(Sampler.alwaysOn());
        there.off = true;

        assertThat(trace).isNotNull();
        assertThat(there.delivering(trace)).isSameAs(Step.UNTRACED);
        assertThat(there.sending(ROOM)).isSameAs(Step.UNTRACED);
    }

    @Test
    void of_a_failure_its_code_is_told_and_no_text() {
        traces(Sampler.alwaysOn()).sending(ROOM).fail(new Denied("conversation.not-member", "Zoe is no member."));

        SpanData sent = spans.named("message send");
        assertThat(sent.getAttributes().get(AttributeKey.stringKey("error.type")))
                .isEqualTo("conversation.not-member");
        assertThat(sent.toString()).doesNotContain("Zoe");
    }

    @Test
    void of_a_request_its_pattern_leaves_the_server_and_no_address_and_no_search_word() {
        telemetry(Sampler.alwaysOn())
                .getTracer("rest")
                .spanBuilder("GET")
                .setAttribute("http.route", "/api/v1/accounts")
                .setAttribute("url.query", "q=zoe")
                .setAttribute("client.address", "10.0.0.7")
                .startSpan()
                .end();

        assertThat(spans.named("GET").getAttributes().asMap()).containsOnlyKeys(AttributeKey.stringKey("http.route"));
    }

    private Traces traces(Sampler sampler) {
        return traces(telemetry(sampler));
    }

    private static Traces traces(OpenTelemetry telemetry) {
        Traces traces = new Traces();
        traces.telemetry = telemetry;
        traces.open();
        return traces;
    }

    private OpenTelemetry telemetry(Sampler sampler) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(DiscreetSpans.before(spans)))
                        .build())
                .build();
    }

    private static void assertFollows(SpanData before, SpanData after) {
        assertThat(after.getTraceId()).isEqualTo(before.getTraceId());
        assertThat(after.getParentSpanId()).as(after.getName()).isEqualTo(before.getSpanId());
    }
}
