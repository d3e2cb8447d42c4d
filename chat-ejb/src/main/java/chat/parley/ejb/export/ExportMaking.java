package chat.parley.ejb.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.export.ExportId;
import chat.parley.jpa.export.ExportJob.Result;
import chat.parley.jpa.export.ExportJob.Taken;
import chat.parley.jpa.export.ExportJobs;
import chat.parley.jpa.export.ExportPoint;
import chat.parley.jpa.export.ExportRecords;
import chat.parley.jpa.export.ExportRecords.Line;
import chat.parley.jpa.matter.MatterContents.Position;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Makes an export. First all messages are read from the database into one file, page by page, as they were when it was
 * released; after each page it is written down how far that has come, and whoever takes the export up later goes on
 * from there. All other forms are made of that file. Each attempt works in a directory of its own, so that one that was
 * thought dead harms none.
 */
@ApplicationScoped
public class ExportMaking {

    static final String MESSAGES = "messages.jsonl";

    private static final int PAGE = 500;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    ExportJobs jobs;

    @Inject
    ExportRecords records;

    @Inject
    ExportStore store;

    @Inject
    ManifestWriting manifests;

    @Inject
    ExportEnding ending;

    @Inject
    Clock clock;

    /** Whether load files come with pictures of pages, some milliseconds for each message. */
    @Inject
    @ConfigProperty(name = "parley.exports.images", defaultValue = "true")
    boolean images;

    /**
     * Makes one, or goes on with it.
     *
     * @param time for how long it is taken each time
     * @return what has come of it; empty if somebody else has taken it meanwhile
     */
    Optional<Result> make(Taken taken, Duration time) throws IOException {
        ExportLease lease = new ExportLease(jobs, clock, taken, time);
        try {
            Result result = make(lease, store.workplace(taken.job().id(), taken.attempt()));
            return ending.finish(lease.taken(), result) ? Optional.of(result) : Optional.empty();
        } catch (ExportLease.Lost e) {
            return Optional.empty();
        }
    }

    private Result make(ExportLease lease, Path work) throws IOException {
        Path file = work.resolve(MESSAGES);
        List<ExportPoint> points = points(lease);
        read(lease, work, points);
        Cast cast = cast(lease, work, points);
        List<ExportFormat.Beginning> formats = List.of(
                CsvTable::new,
                Transcript::new,
                Mailbox::new,
                (directory, all) -> new LoadFile(directory, all, images),
                EdrmFile::new,
                ShortMessages::new);
        for (ExportFormat.Beginning format : formats) {
            try (ExportFormat opened = format.in(work, cast)) {
                each(lease, file, opened::write);
            }
            lease.renew();
        }
        Packed packed = manifests.pack(lease, work);
        Result result =
                new Result(clock.instant().truncatedTo(ChronoUnit.MICROS), packed.root(), Files.size(packed.file()));
        lease.renew();
        store.keep(packed.file(), lease.job().id());
        return result;
    }

    /** Everything is read; what earlier attempts have read, as far as it was written down, is not read again. */
    private void read(ExportLease lease, Path work, List<ExportPoint> points) throws IOException {
        takeOver(lease, work);
        Path file = work.resolve(MESSAGES);
        List<Line> page = page(lease, points);
        while (!page.isEmpty()) {
            append(file, page);
            lease.advance(page.getLast().place(), lease.job().messages() + page.size(), Files.size(file));
            page = page(lease, points);
        }
    }

    /** What comes next, of as many conversations as fit in. */
    private List<Line> page(ExportLease lease, List<ExportPoint> points) throws IOException {
        Position place = lease.taken().place();
        List<Line> page = new ArrayList<>();
        for (ExportPoint point : points) {
            long conversation = point.conversation().value();
            if (conversation >= place.conversation() && page.size() < PAGE) {
                lease.touch();
                page.addAll(records.messages(
                        lease.job().matter(),
                        lease.job().terms(),
                        point,
                        conversation == place.conversation() ? place.seq() : 0,
                        PAGE - page.size()));
            }
        }
        return page;
    }

    /** Where each conversation stood. One that a node of the version before has released is of now, from its beginning. */
    private List<ExportPoint> points(ExportLease lease) throws IOException {
        ExportId id = lease.job().id();
        if (lease.job().asOf() == null) {
            jobs.fix(id);
            lease.advance(Position.START, 0, 0);
        }
        return jobs.points(id);
    }

    /** What the attempts before have left, cut where it was written down; from the beginning if it is not there. */
    private static void takeOver(ExportLease lease, Path work) throws IOException {
        Taken taken = lease.taken();
        Path file = work.resolve(MESSAGES);
        for (int earlier = taken.attempt() - 1; earlier > 0 && taken.bytes() > 0; earlier--) {
            Path left = work.resolveSibling(Integer.toString(earlier)).resolve(MESSAGES);
            if (Files.exists(left) && Files.size(left) >= taken.bytes()) {
                copy(left, taken.bytes(), file);
                return;
            }
        }
        Files.write(file, new byte[0]);
        if (taken.bytes() > 0) {
            lease.advance(Position.START, 0, 0);
        }
    }

    private static void copy(Path left, long bytes, Path file) throws IOException {
        try (FileChannel from = FileChannel.open(left);
                FileChannel to = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            long copied = 0;
            while (copied < bytes) {
                copied += from.transferTo(copied, bytes - copied, to);
            }
        }
    }

    private static void append(Path file, List<Line> page) throws IOException {
        StringBuilder text = new StringBuilder();
        page.forEach(line -> text.append(line.json()).append('\n'));
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            var bytes = StandardCharsets.UTF_8.encode(text.toString());
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    /** Who appears in it, and where; written beside the messages. */
    private Cast cast(ExportLease lease, Path work, List<ExportPoint> points) throws IOException {
        Map<Long, ExportPoint> stood = new HashMap<>();
        points.forEach(point -> stood.put(point.conversation().value(), point));
        Map<Long, JsonNode> conversations = new LinkedHashMap<>();
        TreeSet<Long> accounts = new TreeSet<>();
        each(lease, work.resolve(MESSAGES), message -> {
            accounts.add(message.path("sender").asLong());
            for (String part : List.of("versions", "reactions", "answers", "takenBack")) {
                message.path(part).forEach(each -> accounts.add(each.path("by").asLong()));
            }
            conversations.computeIfAbsent(
                    message.path("conversation").asLong(), id -> conversation(Objects.requireNonNull(stood.get(id))));
        });
        conversations
                .values()
                .forEach(described -> described
                        .path("members")
                        .forEach(member -> accounts.add(member.path("account").asLong())));
        Map<Long, JsonNode> people = new TreeMap<>();
        List<String> known =
                records.people(accounts.stream().mapToLong(Long::longValue).toArray());
        for (String person : known) {
            JsonNode read = JSON.readTree(person);
            people.put(read.path("account").asLong(), read);
        }
        lines(
                work.resolve("conversations.jsonl"),
                conversations.values().stream().map(JsonNode::toString).toList());
        lines(work.resolve("people.jsonl"), known);
        return new Cast(people, conversations);
    }

    private JsonNode conversation(ExportPoint point) {
        try {
            return JSON.readTree(records.conversation(point).orElse("{}"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void lines(Path file, List<String> lines) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (String line : lines) {
                out.write(line);
                out.write('\n');
            }
        }
    }

    @FunctionalInterface
    private interface Reader {
        void read(JsonNode message) throws IOException;
    }

    private static void each(ExportLease lease, Path file, Reader reader) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reader.read(JSON.readTree(line));
                lease.touch();
            }
        }
    }

    /** The finished file, and the root of the tree of its hashes. */
    record Packed(Path file, String root) {}
}
