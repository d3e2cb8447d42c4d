package chat.parley.jpa.matter;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Town;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import org.jspecify.annotations.Nullable;

/** A matter of a town, with holds as the use cases would place them. */
public final class Docket {

    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    public final LegalMatterId matter;
    final LegalHolds holds;
    private final Town town;
    private final AccountId officer;
    private final Database database;
    private final Sequences sequences;
    private final TestTransactions transactions;

    public Docket(Town town, Database database, Sequences sequences, TestTransactions transactions) {
        this.town = town;
        this.database = database;
        this.sequences = sequences;
        this.transactions = transactions;
        officer = town.person("officer");
        holds = new LegalHolds(database);
        matter = new LegalMatterId(sequences.next("legal_matter_id"));
        new LegalMatters(database)
                .add(new LegalMatter(
                        matter, town.organization, "A matter", null, List.of(), new Mark(officer, NOON), null));
    }

    /** Holds a conversation whole. */
    public LegalHoldId hold(ConversationId conversation) {
        return place(new HoldScope(Set.of(), Set.of(conversation), null, null), null);
    }

    /** Holds all that somebody may see. */
    public LegalHoldId hold(AccountId custodian) {
        return place(new HoldScope(Set.of(custodian), Set.of(), null, null), null);
    }

    LegalHoldId place(HoldScope scope, @Nullable String notice) {
        return transactions.call(() -> placeHere(scope, notice));
    }

    /** The same in the transaction that runs. */
    LegalHoldId placeHere(HoldScope scope, @Nullable String notice) {
        LegalHoldId id = new LegalHoldId(sequences.next("legal_hold_id"));
        holds.place(
                town.organization, new LegalHold(id, matter, "A hold", scope, notice, new Mark(officer, NOON), null));
        return id;
    }

    public void release(LegalHoldId id) {
        holds.release(id, new Mark(officer, NOON));
    }

    /** The numbers of a conversation that are held. */
    public List<Long> held(ConversationId conversation) {
        return database.query(
                "select n from held_numbers(?, 1, 1000) n order by n", row -> row.getLong(1), conversation.value());
    }

    /** The same, asked one by one. */
    List<Long> heldOneByOne(ConversationId conversation) {
        return database.query("""
                select seq from message
                where conversation_id = ? and held(conversation_id, seq, sender_id, created_at) order by seq
                """, row -> row.getLong(1), conversation.value());
    }
}
