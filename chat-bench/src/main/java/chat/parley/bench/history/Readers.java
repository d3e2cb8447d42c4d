package chat.parley.bench.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import chat.parley.bench.report.Figures;
import chat.parley.bench.report.Percentiles;
import org.HdrHistogram.Histogram;

/** So many threads that read one after the other as fast as they can, for a while. */
public record Readers(int threads, Duration warmup, Duration duration) {

    private static final long LONGEST = TimeUnit.MINUTES.toNanos(1);

    private record Done(Histogram times, long rows) {}

    Figures measure(Read read) {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Callable<Done>> loops = IntStream.range(0, threads)
                    .<Callable<Done>>mapToObj(thread -> () -> {
                        SplittableRandom random = new SplittableRandom(thread);
                        loop(read, random, warmup);
                        return loop(read, random, duration);
                    })
                    .toList();
            Histogram times = new Histogram(LONGEST, 3);
            long rows = 0;
            for (Future<Done> done : pool.invokeAll(loops)) {
                times.add(done.get().times);
                rows += done.get().rows;
            }
            return new Figures()
                    .put("label", read.name())
                    .put("threads", threads)
                    .put("reads_per_s", times.getTotalCount() / (duration.toNanos() / 1e9))
                    .put("rows_per_read", (double) rows / times.getTotalCount())
                    .put("read", Percentiles.of(times));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(new IOException(read.name() + " failed: " + e.getCause(), e));
        }
    }

    private static Done loop(Read read, SplittableRandom random, Duration time) {
        Histogram times = new Histogram(LONGEST, 3);
        long rows = 0;
        long end = System.nanoTime() + time.toNanos();
        for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
            rows += read.reader().read(random);
            times.recordValue(Math.min(LONGEST, System.nanoTime() - begin));
        }
        return new Done(times, rows);
    }
}
