package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.message.Messages.Change;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/** Writes drafts into the log, many at a time. When {@link #append} returns, what it calls posted has committed. */
@Dependent
public final class LogWriter {

    private static final String POST = "select * from post_batch(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** The mentions of those that were posted are noted in the same transaction; few batches have any. */
    private static final String POST_AND_NOTE =
            "with appended as materialized (" + POST + "), noted as materialized (" + """
            select note_mentions(
                       array_agg(a.conversation), array_agg(a.seq), array_agg(m.sender_id), array_agg(m.thread_root),
                       array_agg(m.kind), array_agg(m.target), array_agg(m.meant), array_agg(a.at))
            from unnest(?, ?, ?, ?, ?, ?) as m (ord, sender_id, thread_root, kind, target, meant)
            join appended a on a.ord = m.ord and a.outcome = 'POSTED'
            ) select a.* from noted, appended a order by a.ord
            """;

    private final Database database;
    private final Messages messages;

    /** Works on this database. */
    @Inject
    public LogWriter(Database database) {
        this.database = database;
        messages = new Messages(database);
    }

    /**
     * Appends these drafts, in this order, in one transaction: all of them or, when this throws, as far as is known
     * none. After a connection was lost they may exist nevertheless; writing the same drafts again is always safe. Not
     * to be called inside a transaction: the statement is one.
     *
     * @return what became of each, in the same order
     * @throws chat.parley.jpa.database.DatabaseException if the database refused or was away
     */
    public List<Appended> append(List<Draft> drafts) {
        int count = drafts.size();
        long[] conversations = new long[count];
        long[] senders = new long[count];
        UUID[] ids = new UUID[count];
        long[] accessRevs = new long[count];
        @Nullable Long[] repliesTo = new @Nullable Long[count];
        @Nullable Long[] threads = new @Nullable Long[count];
        @Nullable String[] sources = new @Nullable String[count];
        @Nullable String[] purposes = new @Nullable String[count];
        String[] formats = new String[count];
        String[] bodies = new String[count];
        MentionRows mentions = new MentionRows();
        for (int i = 0; i < count; i++) {
            Draft draft = drafts.get(i);
            conversations[i] = draft.conversation().value();
            senders[i] = draft.sender().value();
            ids[i] = draft.id();
            accessRevs[i] = draft.accessRev();
            repliesTo[i] = draft.replyTo();
            threads[i] = draft.thread();
            sources[i] = text(draft.source());
            Purpose purpose = draft.purpose();
            purposes[i] = purpose == null ? null : purpose.text();
            formats[i] = draft.format().name();
            bodies[i] = draft.body();
            mentions.add(i + 1, draft.sender(), draft.thread(), draft.mentioned());
        }
        List<Object> parameters = new ArrayList<>(Arrays.asList(
                conversations, senders, ids, accessRevs, repliesTo, threads, sources, purposes, formats, bodies));
        if (!mentions.isEmpty()) {
            parameters.addAll(Arrays.asList(
                    mentions.owners(),
                    mentions.senders(),
                    mentions.threads(),
                    mentions.kinds(),
                    mentions.targets(),
                    mentions.meant()));
        }
        List<Appended> appended = new ArrayList<>(count);
        Map<Messages.Key, Long> answered = new HashMap<>();
        database.query(
                mentions.isEmpty() ? POST : POST_AND_NOTE,
                row -> {
                    int ord = row.getInt("ord");
                    if (ord == 0) {
                        Messages.Key root =
                                new Messages.Key(new ConversationId(row.getLong("conversation")), row.getLong("seq"));
                        answered.put(root, row.getLong("rev"));
                    } else {
                        appended.add(appended(row, drafts.get(ord - 1)));
                    }
                    return ord;
                },
                parameters.toArray());
        if (!answered.isEmpty()) {
            noteAnswers(appended, answered);
        }
        return appended;
    }

    /**
     * The changes of the roots of threads that these have made, as the roots are now. That is not a part of appending: it can
     * fail when all of it has committed.
     *
     * @throws chat.parley.jpa.database.DatabaseException if the database refused or was away
     */
    public List<Change> roots(List<Appended> appended) {
        Map<Messages.Key, Long> answered = new HashMap<>();
        for (Appended one : appended) {
            if (one instanceof Appended.Posted(PostedMessage message, Long rev) && rev != null) {
                answered.put(new Messages.Key(message.conversation(), requireNonNull(message.thread())), rev);
            }
        }
        return answered.isEmpty()
                ? List.of()
                : messages.all(List.copyOf(answered.keySet())).stream()
                        .map(root -> new Change(requireNonNull(answered.get(Messages.Key.of(root))), root))
                        .toList();
    }

    /** Puts the number of each change of a root beside the last reply that made it. */
    private static void noteAnswers(List<Appended> appended, Map<Messages.Key, Long> answered) {
        for (int i = appended.size() - 1; i >= 0; i--) {
            if (appended.get(i) instanceof Appended.Posted posted
                    && posted.message().thread() != null) {
                Messages.Key key = new Messages.Key(
                        posted.message().conversation(), posted.message().thread());
                appended.set(i, new Appended.Posted(posted.message(), answered.remove(key)));
            }
        }
    }

    /** As PostgreSQL writes an array. */
    private static @Nullable String text(@Nullable Source source) {
        return source == null
                ? null
                : "{%d,%d,%d}"
                        .formatted(
                                source.conversation().value(),
                                source.seq(),
                                source.sender().value());
    }

    private static Appended appended(ResultSet row, Draft draft) throws SQLException {
        return switch (row.getString("outcome")) {
            case "POSTED" -> new Appended.Posted(posted(draft, row));
            case "RESENT" -> new Appended.Resent(row.getLong("seq"), Database.instant(row, "at"));
            case "STALE" -> new Appended.Stale();
            case "MISSING" -> new Appended.Missing();
            case "ORPHAN" -> new Appended.Orphan();
            case "ROOTLESS" -> new Appended.Rootless();
            case String other -> throw new IllegalStateException("post_batch says " + other);
        };
    }

    private static PostedMessage posted(Draft draft, ResultSet row) throws SQLException {
        return new PostedMessage(
                draft.conversation(),
                row.getLong("seq"),
                0,
                draft.id(),
                draft.sender(),
                Database.instant(row, "at"),
                draft.format(),
                draft.body(),
                draft.replyTo(),
                draft.thread(),
                draft.source(),
                draft.purpose(),
                null,
                null,
                null);
    }
}
