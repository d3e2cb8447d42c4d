package chat.parley.jpa.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;

/**
 * Messages whose links are to be looked at, once. They come in by a trigger of the table {@code message}, in the
 * transaction that writes the body. All times are the database's.
 */
@Dependent
public final class LinkTasks {

    private final Database database;

    /** Works on this database. */
    @Inject
    public LinkTasks(Database database) {
        this.database = database;
    }

    /**
     * A message to look at.
     *
     * @param lease until when nobody else takes it, and by what it is known that it was not asked for anew meanwhile
     * @param tries how often it was taken, this time included
     * @param wanted whether the conversation shows previews
     */
    public record LinkTask(ConversationId conversation, long seq, Instant lease, int tries, boolean wanted) {}

    /** Takes at most so many that are due, the longest due first; for a time nobody else will. */
    public List<LinkTask> take(int most, Duration time) {
        return database.query(
                """
                with due as (
                    select conversation_id, seq from link_task
                    where due_at <= clock_timestamp() order by due_at limit ? for update skip locked
                )
                update link_task t set due_at = clock_timestamp() + make_interval(secs => ?), tries = t.tries + 1
                from due
                where t.conversation_id = due.conversation_id and t.seq = due.seq
                returning t.conversation_id, t.seq, t.due_at, t.tries, not exists (
                    select 1 from conversation_settings s
                    where s.conversation_id = t.conversation_id and not s.previews) as wanted
                """,
                row -> new LinkTask(
                        new ConversationId(row.getLong("conversation_id")),
                        row.getLong("seq"),
                        Database.instant(row, "due_at"),
                        row.getInt("tries"),
                        row.getBoolean("wanted")),
                most,
                (double) time.toSeconds());
    }

    /** Puts one back for a moment, which does not count as a try. */
    public void postpone(LinkTask task, Duration time) {
        database.update("""
                update link_task set due_at = clock_timestamp() + make_interval(secs => ?), tries = tries - 1
                where conversation_id = ? and seq = ? and due_at = ?
                """, (double) time.toSeconds(), task.conversation().value(), task.seq(), task.lease());
    }

    /** It is done, unless it was asked for anew. */
    public void finish(LinkTask task) {
        database.update(
                "delete from link_task where conversation_id = ? and seq = ? and due_at = ?",
                task.conversation().value(),
                task.seq(),
                task.lease());
    }

    /** Drops what has waited for longer than a time: nobody reads there any more. */
    public int dropOlderThan(Duration time) {
        return database.update(
                "delete from link_task where noted_at < clock_timestamp() - make_interval(secs => ?)",
                (double) time.toSeconds());
    }
}
