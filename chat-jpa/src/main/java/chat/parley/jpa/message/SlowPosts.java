package chat.parley.jpa.message;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/** When members posted last where that is asked: table {@code slow_post}, one row for a member of a slow conversation. */
@Dependent
public final class SlowPosts {

    private final Database database;

    /** Works on this database. */
    @Inject
    public SlowPosts(Database database) {
        this.database = database;
    }

    /**
     * Notes that an account posts now, if its last message is so long ago; of two that try at once one is first. The same
     * message passes as often as it is tried.
     *
     * @return empty if it may be posted, else when the last one was
     */
    public Optional<Instant> take(
            ConversationId conversation, AccountId account, UUID message, Duration pause, Instant now) {
        boolean taken =
                database.update("""
                        insert into slow_post as s (conversation_id, account_id, client_id, posted_at) values (?, ?, ?, ?)
                        on conflict (conversation_id, account_id) do update
                        set client_id = excluded.client_id, posted_at = excluded.posted_at
                        where s.posted_at <= ?::timestamptz
                        """, conversation.value(), account.value(), message, now, now.minus(pause)) == 1;
        return taken
                ? Optional.empty()
                : database.first(
                        "select posted_at from slow_post where conversation_id = ? and account_id = ? and client_id <> ?",
                        row -> Database.instant(row, "posted_at"),
                        conversation.value(),
                        account.value(),
                        message);
    }
}
