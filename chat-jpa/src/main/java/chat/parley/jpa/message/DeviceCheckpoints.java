package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.message.Messages.Position;

/** What devices have last said they have applied: table {@code device_checkpoint}, one row for a device. */
@Dependent
public final class DeviceCheckpoints {

    private final Database database;

    /** Works on this database. */
    @Inject
    public DeviceCheckpoints(Database database) {
        this.database = database;
    }

    /**
     * Keeps these in one statement, each in the place of what was kept of its device; at most one for a device. Those of
     * another epoch and of revoked devices are left out, and so are conversations that the account never was a member of.
     * No number is kept that is past the newest, or past the last message that somebody who has left may see. Of these
     * the number of the change stays what was said: to compare it would tell them how the conversation went on.
     *
     * <p>The positions of all devices come in three long arrays, of which each device has a slice: a join by the device
     * could be planned for few and be done for many.
     */
    public void keep(List<DeviceCheckpoint> said, Instant at) {
        long[] first = new long[said.size()];
        long[] last = new long[said.size()];
        List<Position> positions = new ArrayList<>();
        for (int i = 0; i < said.size(); i++) {
            first[i] = positions.size() + 1L;
            positions.addAll(said.get(i).checkpoint().positions());
            last[i] = positions.size();
        }
        database.update(
                """
                insert into device_checkpoint (device_id, epoch, account_rev, conversations, seqs, revs, kept_at)
                select d.id, s.epoch, least(s.account_rev, coalesce(a.rev, 0)), coalesce(p.conversations, '{}'),
                       coalesce(p.seqs, '{}'), coalesce(p.revs, '{}'), ?
                from unnest(?, ?, ?, ?, ?, ?) as s (device_id, account_id, epoch, account_rev, first, last)
                join installation i on i.epoch = s.epoch
                join device d on d.id = s.device_id and d.account_id = s.account_id and d.revoked_at is null
                left join account_state a on a.account_id = s.account_id
                cross join lateral (
                    select array_agg(g.conversation_id) as conversations,
                           array_agg(least(g.seq, coalesce(m.to_seq, c.last_seq))) as seqs,
                           array_agg(case when m.to_seq is null then least(g.rev, c.last_rev) else g.rev end) as revs
                    from unnest((?::bigint[])[s.first:s.last], (?::bigint[])[s.first:s.last],
                                (?::bigint[])[s.first:s.last]) as g (conversation_id, seq, rev)
                    join conversation c on c.id = g.conversation_id
                    cross join lateral (
                        select n.to_seq from member n
                        where n.conversation_id = g.conversation_id and n.account_id = s.account_id
                        order by n.joined_seq desc
                        limit 1
                    ) m
                ) p
                order by d.id
                on conflict (device_id) do update
                set epoch = excluded.epoch, account_rev = excluded.account_rev,
                    conversations = excluded.conversations, seqs = excluded.seqs, revs = excluded.revs,
                    kept_at = excluded.kept_at
                """,
                at,
                said.stream().mapToLong(each -> each.device().value()).toArray(),
                said.stream().mapToLong(each -> each.account().value()).toArray(),
                said.stream().map(each -> each.checkpoint().epoch()).toArray(UUID[]::new),
                said.stream().mapToLong(each -> each.checkpoint().accountRev()).toArray(),
                first,
                last,
                positions.stream()
                        .mapToLong(each -> each.conversation().value())
                        .toArray(),
                positions.stream().mapToLong(Position::seq).toArray(),
                positions.stream().mapToLong(Position::rev).toArray());
    }

    /** What was kept of a device that this account is signed in on, if there is such a one and it has said anything. */
    public Optional<Checkpoint> find(AccountId account, DeviceId device) {
        return database.first("""
                select k.epoch, k.account_rev, k.conversations, k.seqs, k.revs
                from device_checkpoint k
                join device d on d.id = k.device_id and d.account_id = ? and d.revoked_at is null
                where k.device_id = ?
                """, DeviceCheckpoints::read, account.value(), device.value());
    }

    private static Checkpoint read(ResultSet row) throws SQLException {
        Long[] conversations = numbers(row, "conversations");
        Long[] seqs = numbers(row, "seqs");
        Long[] revs = numbers(row, "revs");
        List<Position> positions = new ArrayList<>(conversations.length);
        for (int i = 0; i < conversations.length; i++) {
            positions.add(new Position(new ConversationId(conversations[i]), seqs[i], revs[i]));
        }
        return new Checkpoint(row.getObject("epoch", UUID.class), row.getLong("account_rev"), positions);
    }

    private static Long[] numbers(ResultSet row, String column) throws SQLException {
        return (Long[]) row.getArray(column).getArray();
    }
}
