package chat.parley.bench.report;

import java.util.Map;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {

    @Test
    void json_is_one_line_in_the_order_of_the_figures() {
        Figures figures = new Figures()
                .put("label", "a \"run\"")
                .put("count", 3)
                .put("rate", 1234.5678)
                .put("time", 0.12345)
                .put("refused", Map.of());

        assertThat(figures.json())
                .isEqualTo("{\"label\":\"a \\\"run\\\"\",\"count\":3,\"rate\":1235.0,\"time\":0.123,\"refused\":{}}");
    }

    @Test
    void a_share_of_nothing_is_nothing() {
        assertThat(new Figures().put("share", 1.0 / 0).put("other", 0.0 / 0).json())
                .isEqualTo("{\"share\":0.0,\"other\":0.0}");
    }

    @Test
    void the_table_has_a_line_for_each_figure() {
        assertThat(new Figures().put("label", "x").put("per_s", 12.5).table()).isEqualTo("label  x\nper_s  12.500");
    }

    @Test
    void percentiles_are_milliseconds() {
        Histogram nanos = new Histogram(1_000_000_000_000L, 3);
        for (int i = 1; i <= 1000; i++) {
            nanos.recordValue(i * 1_000_000L);
        }

        Percentiles times = Percentiles.of(nanos);

        assertThat(times.p50()).isBetween(499.0, 501.0);
        assertThat(times.p99()).isBetween(989.0, 991.0);
        assertThat(times.p999()).isBetween(998.0, 1000.0);
        assertThat(times.max()).isBetween(1000.0, 1001.0);
    }
}
