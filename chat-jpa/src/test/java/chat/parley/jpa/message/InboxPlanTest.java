package chat.parley.jpa.message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/** However much was said to somebody, a page of their inbox reads about as much as it shows. */
@ExtendWith(RealDatabase.class)
class InboxPlanTest {

    private static final int CONVERSATIONS = 100;
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private final Database database;
    private final Town town;

    InboxPlanTest(Database database, Sequences sequences, TestTransactions transactions) {
        this.database = database;
        town = new Town(database, sequences, transactions);
    }

    @Test
    void a_page_walks_along_indexes() throws IOException {
        AccountId anna = town.person("anna");
        AccountId ben = town.person("ben");
        for (int i = 0; i < CONVERSATIONS; i++) {
            fill(town.group(HistoryVisibility.ALL, ben, anna).value(), anna, ben);
        }
        database.update("analyze message_mention");
        database.update("analyze member");

        String plan = String.join(
                "\n",
                database.query(
                        "explain (analyze, costs off) " + Inbox.PAGE,
                        row -> row.getString(1),
                        Inbox.parameters(anna, false, END, 51)));
        Files.writeString(Path.of("target", "inbox-plan.txt"), plan);

        // A part of the log with next to nothing in it is planned to be walked through; but nobody comes there
        assertThat(plan.lines().filter(line -> !line.contains("(never executed)")))
                .anyMatch(line -> line.contains("message_mention_by_time"))
                .noneMatch(line -> line.contains("Seq Scan on message_"));
        assertThat(new Inbox(database).page(anna, false, null, 51)).hasSize(51);
    }

    /** A thousand messages: every second one to the account, every hundredth to everybody, the others to somebody else. */
    private void fill(long conversation, AccountId to, AccountId from) {
        database.update("""
                with said as (
                    insert into message (conversation_id, seq, sender_id, client_id, created_at, format, body)
                    select ?, n, ?, gen_random_uuid(), now() - make_interval(secs => 10000 - n), 'PLAIN', 'said'
                    from generate_series(2, 1001) as n
                    returning conversation_id, seq, sender_id, created_at
                )
                insert into message_mention (conversation_id, seq, kind, target, sender_id, at)
                select conversation_id, seq, case when seq % 100 = 0 then 'EVERYBODY' else 'PERSON' end,
                       case when seq % 100 = 0 then 0 when seq % 2 = 0 then ? else ? end, sender_id, created_at
                from said
                """, conversation, from.value(), to.value(), from.value());
    }
}
