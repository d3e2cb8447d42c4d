package chat.parley.bench.machine;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MachineTest {

    @Test
    void a_process_is_read_whatever_its_name_is() {
        String line = "4711 (a) b (c) S 1 4711 4711 0 -1 4194560 1 2 3 4 100 20 3 0 20 0 1 0 5 6 7";

        assertThat(ProcessStat.parse(line)).isEqualTo(new ProcessStat(4711, 1, 123));
    }

    @Test
    void work_of_this_process_is_seen() {
        Machine machine = new Machine(Map.of("me", ProcessHandle.current().pid()));
        Machine.Reading before = machine.read();
        long until = System.nanoTime() + 100_000_000;

        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }

        Machine.Usage usage = machine.between(before, machine.read());
        assertThat(usage.seconds()).isBetween(0.1, 10.0);
        assertThat(usage.cpuSeconds()).isPositive();
        assertThat(usage.processes())
                .hasEntrySatisfying("me", spent -> assertThat(spent.memory()).isGreaterThan(10_000_000));
    }

    @Test
    void the_heap_in_use_is_found_in_what_jcmd_prints() {
        assertThat(Jvm.heapUsed("""
                4711:
                 garbage-first heap   total reserved 524288K, committed 262144K, used 1024K [0x1, 0x2)
                  region size 1024K, 12 young (12288K), 1 survivors (1024K)
                 Metaspace       used 99999K, committed 100000K, reserved 1114112K
                  class space    used 8888K, committed 9000K, reserved 1048576K
                """)).hasValue(1024 * 1024);
        assertThat(Jvm.heapUsed("""
                 def new generation   total 78656K, used 2048K [0x1, 0x2)
                 tenured generation   total 174784K, used 1024K [0x1, 0x2)
                """)).hasValue(3072 * 1024);
        assertThat(Jvm.heapUsed("")).isEmpty();
    }
}
