package chat.parley.jpa.person;

import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is kept about one account, as JSON, an object for each row. Of others there are numbers, and the names of those it
 * has to do with; never their words, nor why somebody reported it, nor what it is not to know of: silent holds, reviewers'
 * notes, and what was noted of it but for signing in.
 */
@Dependent
public final class OwnData {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is selected of its messages in a conversation, after a number. */
    private static final String MESSAGES = """
            select x.seq, (to_jsonb(x) - 'moved')::text as json, x.moved from (
                select m.moved_to is not null as moved, m.conversation_id as conversation, m.seq, m.client_id as id,
                       m.created_at as at, m.format, m.body, m.reply_to, m.thread_root as thread, m.purpose, m.edited_at, m.deleted_at,
                       (select jsonb_agg(jsonb_build_object('body', v.body, 'until', v.replaced_at) order by v.rev)
                        from message_version v
                        where v.conversation_id = m.conversation_id and v.seq = m.seq) as versions
                from message m
                where m.conversation_id = ? and m.sender_id = ? and m.seq > ? and m.format <> 'SYSTEM'
                order by m.seq limit ?) x
            """;

    /** By section, what is selected of it. */
    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    static {
        SECTIONS.put("account", """
                select a.id, a.username, a.display_name, a.kind, a.created_at, a.disabled_at, a.restricted_at,
                       o.name as organization, s.hides_receipts
                from me join account a using (id) join organization o on o.id = a.organization_id
                left join account_state s on s.account_id = a.id
                """);
        SECTIONS.put("duties", "select d.duty, d.given_at from me join account_duty d on d.account_id = me.id");
        SECTIONS.put("devices", """
                select d.id, d.installation, d.name, d.created_at, d.last_seen_at, d.revoked_at
                from me join device d on d.account_id = me.id order by d.id
                """);
        SECTIONS.put("checkpoints", """
                select c.device_id as device, c.epoch, c.account_rev, c.conversations, c.seqs, c.revs, c.kept_at
                from me join device d on d.account_id = me.id join device_checkpoint c on c.device_id = d.id order by 1
                """);
        SECTIONS.put("sign-ins", """
                select e.at, e.device_id as device, e.address, e.outcome
                from me join account a using (id)
                join audit_entry e on e.organization_id = a.organization_id and e.account_id = a.id and e.deed = 'SIGN_IN'
                order by e.number
                """);
        SECTIONS.put("status", """
                select p.status, p.text, p.until, p.chosen_at, p.last_seen_at, p.show_last_seen
                from me join account_presence p on p.account_id = me.id
                """);
        SECTIONS.put("memberships", """
                select m.conversation_id as conversation, s.kind, s.name, m.role, m.joined_seq as joined,
                       m.from_seq as "from", m.to_seq as "to"
                from me join member m on m.account_id = me.id
                join conversation_settings s using (conversation_id) order by 1, m.joined_seq
                """);
        SECTIONS.put("read-positions", """
                select r.conversation_id as conversation, r.read_seq as read, r.delivered_seq as delivered, r.read_at
                from me join read_cursor r on r.account_id = me.id order by 1
                """);
        SECTIONS.put("people", """
                select distinct a.id, a.display_name
                from me join member mine on mine.account_id = me.id
                join conversation_settings s on s.conversation_id = mine.conversation_id and s.kind = 'DIRECT'
                join member theirs on theirs.conversation_id = mine.conversation_id
                join account a on a.id = theirs.account_id and a.id <> me.id order by a.id
                """);
        SECTIONS.put("blocked", """
                select b.other_id as account, a.display_name, b.blocked, b.changed_at
                from me join account_block b on b.account_id = me.id join account a on a.id = b.other_id order by 1
                """);
        SECTIONS.put("groups", """
                select g.id, g.handle, g.name
                from me join user_group_member m on m.account_id = me.id join user_group g on g.id = m.user_group_id
                """);
        SECTIONS.put("segments", """
                select s.id, s.name from me join segment_member m on m.account_id = me.id
                join segment s on s.id = m.segment_id
                """);
        SECTIONS.put("terms", """
                select t.version, t.accepted_at from me join terms_acceptance t on t.account_id = me.id order by 1
                """);
        SECTIONS.put("hold-notices", """
                select h.id as hold, h.notice, h.placed_at, h.released_at, a.acknowledged_at
                from me join hold_custodian k on k.account_id = me.id
                join legal_hold h on h.id = k.hold_id and h.notice is not null
                left join hold_acknowledgement a on a.hold_id = h.id and a.account_id = me.id order by 1
                """);
        SECTIONS.put("reactions", """
                select r.conversation_id as conversation, r.seq, r.emoji, r.reacted_at as at
                from me join member m on m.account_id = me.id
                join reaction r on r.conversation_id = m.conversation_id and r.account_id = me.id
                group by r.conversation_id, r.seq, r.emoji, r.reacted_at order by 1, 2
                """);
        SECTIONS.put("answers", """
                select distinct r.conversation_id as conversation, r.seq, r.acknowledged_at, r.choices, r.voted_at
                from me join member m on m.account_id = me.id
                join response r on r.conversation_id = m.conversation_id and r.account_id = me.id order by 1, 2
                """);
        SECTIONS.put("taken-back", """
                select b.conversation_id as conversation, b.seq, lower(b.kind) as kind, b.emoji, b.choices,
                       b.given_at as given, b.taken_at as taken
                from (select distinct m.conversation_id from me join member m on m.account_id = me.id) m
                join me on true
                join taken_back b on b.conversation_id = m.conversation_id and b.account_id = me.id
                order by b.conversation_id, b.seq, b.id
                """);
        SECTIONS.put("memos", """
                select nullif(m.conversation_id, 0) as conversation, m.name, m.value
                from me join memo m on m.account_id = me.id where m.value is not null order by 1, 2
                """);
        SECTIONS.put("saved", """
                select s.conversation_id as conversation, s.seq, s.saved_at as at
                from me join saved_message s on s.account_id = me.id where s.saved_at is not null order by 1, 2
                """);
        SECTIONS.put("hidden", """
                select h.conversation_id as conversation, h.seq, h.hidden_at as at
                from me join hidden_message h on h.account_id = me.id where h.hidden_at is not null order by 1, 2
                """);
        SECTIONS.put("inbox", "select i.done_until from me join inbox i on i.account_id = me.id");
        SECTIONS.put("mentions", """
                select d.conversation_id as conversation, d.seq, d.done
                from me join mention_done d on d.account_id = me.id order by 1, 2
                """);
        SECTIONS.put("threads", """
                select t.conversation_id as conversation, t.root_seq as root, t.following, t.read_seq as read
                from me join thread_follow t on t.account_id = me.id order by 1, 2
                """);
        SECTIONS.put("scheduled", """
                select s.id, s.conversation_id as conversation, s.body, s.due_at, s.state
                from me join scheduled_message s on s.account_id = me.id order by s.due_at
                """);
        SECTIONS.put("held", """
                select h.conversation_id as conversation, h.client_id as id, h.body, h.words, h.held_at, h.state, h.reason
                from me join held_message h on h.sender_id = me.id order by h.id
                """);
        SECTIONS.put("join-requests", """
                select j.conversation_id as conversation, j.text, j.asked_at, j.state, j.answered_at
                from me join join_request j on j.account_id = me.id order by j.asked_at
                """);
        SECTIONS.put("invitations", """
                select i.id, i.conversation_id as conversation, i.role, i.made_at, i.until, i.uses, i.revoked_at
                from me join invitation i on i.made_by = me.id order by i.id
                """);
        SECTIONS.put("sanctions", """
                select s.conversation_id as conversation, s.kind, s.imposed_at, s.until, s.reason, s.lifted_at
                from me join sanction s on s.account_id = me.id order by s.imposed_at
                """);
        SECTIONS.put("removals", """
                select r.conversation_id as conversation, r.seq, r.removed_at, r.reason
                from me join removal r on r.sender_id = me.id order by r.removed_at
                """);
        SECTIONS.put("reports", """
                select r.case_id as "case", r.reason, r.text, r.reported_at
                from me join report r on r.reporter_id = me.id order by r.reported_at
                """);
        SECTIONS.put("decisions", """
                select c.id, c.conversation_id as conversation, c.seq, c.decision, c.why, c.decided_at, c.until, c.appeal,
                       c.appealed_at, c.answer, c.reversed
                from me join moderation_case c on c.accused_id = me.id and c.decided_at is not null order by c.id
                """);
    }

    private final Database database;

    /** Works on this database. */
    @Inject
    public OwnData(Database database) {
        this.database = database;
    }

    /** A message as JSON, with the versions before. */
    public record Line(long seq, String json) {}

    /** All that is ever selected. */
    static List<String> statements() {
        return Stream.concat(SECTIONS.values().stream(), Stream.of(MESSAGES)).toList();
    }

    /** What there is besides messages, in a fixed order. */
    public List<String> sections() {
        return List.copyOf(SECTIONS.keySet());
    }

    /** All of a section, a row each. */
    public List<String> rows(AccountId account, String section) {
        String sql = SECTIONS.get(section);
        if (sql == null) {
            throw new IllegalArgumentException("no section " + section);
        }
        return database.query(
                "with me (id) as (values (?::bigint)) select to_jsonb(x)::text from (" + sql + ") x",
                row -> row.getString(1),
                account.value());
    }

    /** Where it was ever a member. */
    public List<ConversationId> conversations(AccountId account) {
        return database.query(
                "select distinct conversation_id from member where account_id = ? order by 1",
                row -> new ConversationId(row.getLong(1)),
                account.value());
    }

    private record Said(Line line, boolean moved) {

        /** Without words, if it was destroyed meanwhile. */
        Line with(Map<Long, String> texts) {
            if (!moved) {
                return line;
            }
            try {
                ObjectNode message = JSON.readValue(line.json(), ObjectNode.class);
                return new Line(
                        line.seq(), message.put("body", texts.get(line.seq())).toString());
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** At most {@code limit} of its own messages there after a number, in that order. */
    public List<Line> messages(AccountId account, ConversationId conversation, long after, int limit) {
        List<Said> said = database.query(
                MESSAGES,
                row -> new Said(new Line(row.getLong("seq"), row.getString("json")), row.getBoolean("moved")),
                conversation.value(),
                account.value(),
                after,
                limit);
        long[] moved = said.stream()
                .filter(Said::moved)
                .mapToLong(message -> message.line().seq())
                .toArray();
        Map<Long, String> texts =
                moved.length == 0 ? Map.of() : database.moved().read(conversation.value(), moved);
        return said.stream().map(message -> message.with(texts)).toList();
    }
}
