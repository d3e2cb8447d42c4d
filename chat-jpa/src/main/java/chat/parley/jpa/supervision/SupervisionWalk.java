package chat.parley.jpa.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.MovedRows;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;

/**
 * The walk along the logs of an organization, behind what is posted: tables {@code supervision_desk} and {@code
 * supervision_progress}. Numbers of messages and of changes have no gaps and are given in the order of commits, so what lies
 * below the last one is all there is.
 */
@Dependent
public final class SupervisionWalk {

    private static final String SAID = """
            select m.seq, m.sender_id, m.created_at, text_of(m) as body, true as posted, m.created_at as at,
                   array(select v.body from message_version v
                         where v.conversation_id = m.conversation_id and v.seq = m.seq order by v.rev) as earlier
            from message m
            where m.conversation_id = ? and m.seq > ? and m.seq <= ? and m.format <> 'SYSTEM'
            union all
            select m.seq, m.sender_id, m.created_at, text_of(m), false, c.at,
                   array(select v.body from message_version v
                         where v.conversation_id = m.conversation_id and v.seq = m.seq order by v.rev)
            from (select h.seq, max(h.changed_at) as at from message_change h
                  where h.conversation_id = ? and h.rev > ? and h.rev <= ? and h.kind = 'EDITED' group by h.seq) c
            join message m on m.conversation_id = ? and m.seq = c.seq
            where m.seq <= ? and m.format <> 'SYSTEM'
            """;

    private final Database database;

    /** Works on this database. */
    @Inject
    public SupervisionWalk(Database database) {
        this.database = database;
    }

    /** A part of a conversation to be walked: after the one number, up to the other. */
    public record Stretch(
            ConversationId conversation, ConversationKind kind, long seq, long toSeq, long rev, long toRev) {}

    /**
     * What somebody said.
     *
     * @param posted whether it was posted in the stretch; otherwise it was edited there, and posted before
     * @param at when that was
     * @param texts what it says and said before
     */
    public record Said(long seq, AccountId sender, Instant created, boolean posted, Instant at, List<String> texts) {}

    /** Where there ever was a rule. */
    public List<OrganizationId> organizations() {
        return database.query(
                "select organization_id from supervision_desk order by 1", row -> new OrganizationId(row.getLong(1)));
    }

    /** Waits for whoever walks or sets a rule there, and has nobody else do it until the transaction ends. */
    public void occupy(OrganizationId organization) {
        int first = database.update(
                "insert into supervision_desk (organization_id) values (?) on conflict do nothing",
                organization.value());
        database.query(
                "select 1 from supervision_desk where organization_id = ? for update",
                row -> true,
                organization.value());
        if (first == 1) {
            database.update("""
                    insert into supervision_progress (conversation_id, seq, rev)
                    select c.id, c.last_seq, c.last_rev
                    from conversation_settings s join conversation c on c.id = s.conversation_id
                    where s.organization_id = ?
                    """, organization.value());
        }
    }

    /** The same without waiting; whether nobody else is at it. */
    public boolean occupyFree(OrganizationId organization) {
        return database.first(
                        "select 1 from supervision_desk where organization_id = ? for update skip locked",
                        row -> true,
                        organization.value())
                .isPresent();
    }

    /** Where something is new, at most {@code most} stretches of at most {@code length} numbers. */
    public List<Stretch> ahead(OrganizationId organization, int most, int length) {
        return database.query(
                """
                select c.id, s.kind, coalesce(p.seq, 0) as seq, least(coalesce(p.seq, 0) + ?, c.last_seq) as to_seq,
                       coalesce(p.rev, 0) as rev, least(coalesce(p.rev, 0) + ?, c.last_rev) as to_rev
                from conversation_settings s
                join conversation c on c.id = s.conversation_id
                left join supervision_progress p on p.conversation_id = c.id
                where s.organization_id = ? and (c.last_seq > coalesce(p.seq, 0) or c.last_rev > coalesce(p.rev, 0))
                limit ?
                """,
                row -> new Stretch(
                        new ConversationId(row.getLong("id")),
                        ConversationKind.valueOf(row.getString("kind")),
                        row.getLong("seq"),
                        row.getLong("to_seq"),
                        row.getLong("rev"),
                        row.getLong("to_rev")),
                length,
                length,
                organization.value(),
                most);
    }

    /** What was posted in a stretch, or edited. It comes back if it has moved, which is when the walk was behind for long. */
    public List<Said> said(Stretch stretch) {
        long conversation = stretch.conversation().value();
        MovedRows.between(database, conversation, stretch.seq() + 1, stretch.toSeq())
                .bringBack();
        return database.query(
                SAID,
                SupervisionWalk::read,
                conversation,
                stretch.seq(),
                stretch.toSeq(),
                conversation,
                stretch.rev(),
                stretch.toRev(),
                conversation,
                stretch.seq());
    }

    /** It was walked. */
    public void advance(Stretch stretch) {
        database.update("""
                insert into supervision_progress (conversation_id, seq, rev) values (?, ?, ?)
                on conflict (conversation_id) do update set seq = excluded.seq, rev = excluded.rev
                """, stretch.conversation().value(), stretch.toSeq(), stretch.toRev());
    }

    private static Said read(ResultSet row) throws SQLException {
        List<String> texts = new ArrayList<>();
        texts.add(row.getString("body"));
        texts.addAll(List.of((String[]) row.getArray("earlier").getArray()));
        return new Said(
                row.getLong("seq"),
                new AccountId(row.getLong("sender_id")),
                Database.instant(row, "created_at"),
                row.getBoolean("posted"),
                Database.instant(row, "at"),
                texts);
    }
}
