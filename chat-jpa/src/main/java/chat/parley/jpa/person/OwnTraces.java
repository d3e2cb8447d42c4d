package chat.parley.jpa.person;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;

/**
 * What tells who an account was, besides what it said to others. The number of the account stays, so that what others need
 * to understand what was said does: that somebody wrote, reacted, came and went.
 */
@Dependent
public final class OwnTraces {

    /** In this order; each is asked with the account's number wherever it has a question mark. */
    static final List<String> FORGETTING = List.of(
            """
            update account
            set username = 'deleted-' || id, display_name = 'Deleted person ' || id, password_hash = null,
                administrator = false
            where id = ?
            """,
            """
            delete from refresh_token where device_id in (select id from device where account_id = ?)
            """,
            "delete from device_checkpoint where device_id in (select id from device where account_id = ?)",
            "update device set installation = 'deleted-' || id, name = '' where account_id = ?",
            "delete from account_presence where account_id = ?",
            "delete from account_duty where account_id = ?",
            "delete from memo where account_id = ?",
            "delete from saved_message where account_id = ?",
            "delete from hidden_message where account_id = ?",
            "delete from mention_done where account_id = ?",
            "delete from inbox where account_id = ?",
            "delete from thread_follow where account_id = ?",
            "delete from account_block where account_id = ?",
            "delete from scheduled_message where account_id = ?",
            "delete from slow_post where account_id = ?",
            "delete from queue_change where account_id = ?",
            "delete from user_group_member where account_id = ?",
            "delete from segment_member where account_id = ?",
            """
            update held_message
            set body = '', purpose = null, reason = null,
                state = case when state = 'HELD' then 'DROPPED' else state end,
                decided_at = coalesce(decided_at, now())
            where sender_id = ?
            """,
            "update join_request set text = null where account_id = ?",
            "update sanction set reason = null where account_id = ?",
            "update removal set reason = null where sender_id = ?",
            """
            update report r set text = null
            where r.reporter_id = ? and not exists (
                select 1 from moderation_case c where c.id = r.case_id and c.state in ('OPEN', 'APPEALED'))
            """,
            """
            update moderation_case
            set why = null, appeal = case when appeal is null then null else '' end, answer = null
            where accused_id = ? and state in ('DECIDED', 'CLOSED')
            """,
            """
            update case_message m set body = ''
            where m.sender_id = ? and not exists (
                select 1 from moderation_case c where c.id = m.case_id and c.state in ('OPEN', 'APPEALED'))
            """);

    private final Database database;

    /** Works on this database. */
    @Inject
    public OwnTraces(Database database) {
        this.database = database;
    }

    /** Forgets all of it but what an open case needs, which is forgotten by asking again when it is closed. */
    public void forget(AccountId account, Instant at) {
        database.update(
                "update account set disabled_at = coalesce(disabled_at, ?), erased_at = ? where id = ?",
                at,
                at,
                account.value());
        database.update(
                "update device set revoked_at = ? where account_id = ? and revoked_at is null", at, account.value());
        database.update(
                "update invitation set revoked_at = ?, revoked_by = made_by where made_by = ? and revoked_at is null",
                at,
                account.value());
        FORGETTING.forEach(sql -> database.update(sql, account.value()));
    }
}
