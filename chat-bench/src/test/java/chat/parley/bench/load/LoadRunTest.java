package chat.parley.bench.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import chat.parley.bench.machine.Machine;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LoadRunTest {

    private static final Pace ONE_AT_A_TIME = new Pace.Window(1);

    @Test
    void a_closed_loop_delivers_every_message_to_every_other_member() throws IOException {
        LoadResult result = run(plan(2, new Pace.Window(4)));

        assertThat(result.faults().none()).isTrue();
        assertThat(result.faults().unanswered()).isZero();
        assertThat(result.accepted()).isPositive();
        assertThat(result.deliveries()).isBetween(result.accepted() * 2 - 100, result.accepted() * 2 + 100);
        assertThat(result.latency().max()).isPositive();
    }

    @Test
    void an_open_loop_sends_as_many_as_it_should() throws IOException {
        LoadResult result = run(plan(1, new Pace.Rate(400, Pace.Arrivals.POISSON)));

        assertThat(result.faults().none()).isTrue();
        assertThat(result.sent()).isBetween(100L, 300L);
    }

    @Test
    void a_message_that_does_not_come_is_lost() throws IOException {
        LoadResult result =
                run(frames -> frames.size() == 3 ? List.of() : List.of(frames.getLast()), plan(1, ONE_AT_A_TIME));

        assertThat(result.faults().lost()).isEqualTo(4);
        assertThat(result.faults().differingRooms()).isEqualTo(2);
    }

    @Test
    void a_message_that_comes_twice_is_a_repeat() throws IOException {
        LoadResult result = run(
                frames -> frames.size() == 3 ? List.of(frames.getLast(), frames.getLast()) : List.of(frames.getLast()),
                plan(1, ONE_AT_A_TIME));

        assertThat(result.faults().repeats()).isEqualTo(4);
        assertThat(result.faults().lost()).isZero();
    }

    @Test
    void a_message_that_comes_after_a_later_one_is_out_of_order() throws IOException {
        LoadResult result = run(
                frames -> switch (frames.size()) {
                    case 3 -> List.of();
                    case 4 -> List.of(frames.get(3), frames.get(2));
                    default -> List.of(frames.getLast());
                },
                plan(1, ONE_AT_A_TIME));

        assertThat(result.faults().disorders()).isEqualTo(4);
        assertThat(result.faults().lost()).isZero();
    }

    @Test
    void whoever_is_cut_off_comes_back_and_gets_what_was_missed() throws IOException {
        LoadResult result = run(new LoadPlan(
                1,
                new Pace.Rate(500, Pace.Arrivals.UNIFORM),
                100,
                Duration.ZERO,
                Duration.ofMillis(600),
                Duration.ofSeconds(2),
                2,
                Upheaval.STORM));

        assertThat(result.returns())
                .as("all but one sender in each of two rooms")
                .isEqualTo(4);
        assertThat(result.away()).isZero();
        assertThat(result.back().max()).isPositive();
        assertThat(result.sound()).isTrue();
    }

    @Test
    void without_a_server_it_says_so() throws IOException {
        LoadRun run = new LoadRun(plan(1, ONE_AT_A_TIME), accounts(), List.of(URI.create("http://127.0.0.1:1")));

        assertThatThrownBy(run::connect).isInstanceOf(IOException.class).hasMessageContaining("not welcomed");
    }

    @Test
    void the_report_tells_every_figure() throws IOException {
        LoadResult result = run(plan(1, ONE_AT_A_TIME));

        assertThat(result.figures("a run").json())
                .startsWith("{\"label\":\"a run\",\"rooms\":2,\"connections\":6,")
                .contains(
                        "\"accepted_per_s\":", "\"lat_p999_ms\":", "\"lost\":0", "\"refused\":{}", "loadgen_cpu_cores");
    }

    private static LoadResult run(LoadPlan plan) throws IOException {
        return run(frames -> List.of(frames.getLast()), plan);
    }

    private static LoadResult run(Function<List<String>, List<String>> fault, LoadPlan plan) throws IOException {
        try (SelfMadeServer server = new SelfMadeServer(fault);
                LoadRun run = new LoadRun(plan, accounts(), List.of(server.url()))) {
            run.connect();
            return run.drive(
                    new Machine(Map.of("server", ProcessHandle.current().pid())));
        }
    }

    private static List<LoadAccount> accounts() {
        return IntStream.range(0, 6)
                .mapToObj(i -> new LoadAccount("load" + i, "token-" + (7 + i / 3), 7 + i / 3))
                .toList();
    }

    private static LoadPlan plan(int loops, Pace pace) {
        return new LoadPlan(
                1,
                pace,
                100,
                Duration.ofMillis(100),
                Duration.ofMillis(400),
                Duration.ofMillis(300),
                loops,
                Upheaval.NONE);
    }
}
