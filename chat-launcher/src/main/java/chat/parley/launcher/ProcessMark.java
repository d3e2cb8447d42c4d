package chat.parley.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One particular process: its number and when it started. Numbers are given out again; the pair is not, so that whoever
 * holds a mark never ends a stranger.
 */
public record ProcessMark(long pid, Instant startedAt) {

    /** The operating system counts in ticks from its boot, and the clock may have been corrected since. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    /** The mark of a process that runs. */
    static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The process, if it still is that one and runs. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        process.info().startInstant().filter(this::isStart).isPresent());
    }

    /** Whether that process still runs. */
    public boolean alive() {
        return process().isPresent();
    }

    private boolean isStart(Instant start) {
        return Duration.between(startedAt, start).abs().compareTo(TOLERANCE) <= 0;
    }
}
