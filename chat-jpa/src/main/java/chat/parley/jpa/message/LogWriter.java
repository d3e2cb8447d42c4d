package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import org.jspecify.annotations.Nullable;

/** Writes drafts into the log, many at a time. When {@link #append} returns, what it calls posted has committed. */
@Dependent
public final class LogWriter {

    private final Database database;

    /** Works on this database. */
    @Inject
    public LogWriter(Database database) {
        this.database = database;
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
        String[] formats = new String[count];
        String[] bodies = new String[count];
        for (int i = 0; i < count; i++) {
            Draft draft = drafts.get(i);
            conversations[i] = draft.conversation().value();
            senders[i] = draft.sender().value();
            ids[i] = draft.id();
            accessRevs[i] = draft.accessRev();
            repliesTo[i] = draft.replyTo();
            formats[i] = draft.format().name();
            bodies[i] = draft.body();
        }
        return database.query(
                "select ord, outcome, seq, at from post_batch(?, ?, ?, ?, ?, ?, ?)",
                row -> appended(row, drafts.get(row.getInt("ord") - 1)),
                conversations,
                senders,
                ids,
                accessRevs,
                repliesTo,
                formats,
                bodies);
    }

    private static Appended appended(ResultSet row, Draft draft) throws SQLException {
        return switch (row.getString("outcome")) {
            case "POSTED" -> new Appended.Posted(posted(draft, row));
            case "RESENT" -> new Appended.Resent(row.getLong("seq"), Database.instant(row, "at"));
            case "STALE" -> new Appended.Stale();
            case "MISSING" -> new Appended.Missing();
            case "ORPHAN" -> new Appended.Orphan();
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
                null,
                null);
    }
}
