package chat.parley.jpa.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.segment.SegmentId;
import chat.parley.jpa.supervision.SupervisionRule.Reach;
import chat.parley.jpa.supervision.SupervisionRule.Yardstick;
import org.jspecify.annotations.Nullable;

/** The rules of supervision: table {@code supervision_rule}. When one is set and ended goes by the database's clock. */
@Dependent
public final class SupervisionRules {

    private static final String SELECT = "select * from supervision_rule ";

    private final Database database;

    /** Works on this database. */
    @Inject
    public SupervisionRules(Database database) {
        this.database = database;
    }

    /** Sets one, from now on. */
    public void add(SupervisionRule rule) {
        Reach reach = rule.reach();
        UserGroupId group = reach.group();
        SegmentId segment = reach.segment();
        database.update(
                """
                insert into supervision_rule (
                    id, organization_id, name, user_group_id, segment_id, kinds, share, words, patterns, due_days, reviewers,
                    seed, set_by, set_at)
                values (?, ?, ?, ?::bigint, ?::bigint, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp())
                """,
                rule.id(),
                rule.organization().value(),
                rule.name(),
                group == null ? null : group.value(),
                segment == null ? null : segment.value(),
                reach.kinds().stream().map(Enum::name).toArray(String[]::new),
                rule.yardstick().share(),
                rule.yardstick().words().toArray(String[]::new),
                rule.yardstick().patterns().toArray(String[]::new),
                (int) rule.due().toDays(),
                numbers(rule.reviewers()),
                rule.seed(),
                rule.set().by().value());
    }

    /** Others review from now on. */
    public void appoint(long id, List<AccountId> reviewers) {
        database.update("update supervision_rule set reviewers = ? where id = ?", numbers(reviewers), id);
    }

    /** It is for nothing that is posted from now on. */
    public void end(long id, AccountId by) {
        database.update(
                "update supervision_rule set ended_by = ?, ended_at = clock_timestamp() where id = ?", by.value(), id);
    }

    /** It was drawn among so many more. */
    public void consider(long id, long more) {
        database.update("update supervision_rule set considered = considered + ? where id = ?", more, id);
    }

    /** All of an organization, the ended ones too, the oldest first. */
    public List<SupervisionRule> of(OrganizationId organization) {
        return database.query(
                SELECT + "where organization_id = ? order by id", SupervisionRules::read, organization.value());
    }

    /** One of them. */
    public Optional<SupervisionRule> find(OrganizationId organization, long id) {
        return database.first(
                SELECT + "where organization_id = ? and id = ?", SupervisionRules::read, organization.value(), id);
    }

    /** Which of these a rule is about. */
    public Set<AccountId> reached(Reach reach, Set<AccountId> people) {
        UserGroupId group = reach.group();
        SegmentId segment = reach.segment();
        if (group == null && segment == null) {
            return people;
        }
        String of = group != null
                ? "select account_id from user_group_member where user_group_id = ? and account_id = any (?)"
                : "select account_id from segment_member where segment_id = ? and account_id = any (?)";
        long whose = group != null ? group.value() : segment == null ? 0 : segment.value();
        return new HashSet<>(
                database.query(of, row -> new AccountId(row.getLong(1)), whose, numbers(List.copyOf(people))));
    }

    /** Whether there is in the organization what the rule is about. */
    public boolean exists(OrganizationId organization, Reach reach) {
        UserGroupId group = reach.group();
        SegmentId segment = reach.segment();
        return (group == null || has("user_group", organization, group.value()))
                && (segment == null || has("segment", organization, segment.value()));
    }

    private boolean has(String table, OrganizationId organization, long id) {
        return database.first(
                        "select 1 from " + table + " where organization_id = ? and id = ?",
                        row -> true,
                        organization.value(),
                        id)
                .isPresent();
    }

    private static long[] numbers(List<AccountId> accounts) {
        return accounts.stream().mapToLong(AccountId::value).toArray();
    }

    private static SupervisionRule read(ResultSet row) throws SQLException {
        long group = row.getLong("user_group_id");
        long segment = row.getLong("segment_id");
        return new SupervisionRule(
                row.getLong("id"),
                new OrganizationId(row.getLong("organization_id")),
                row.getString("name"),
                new Reach(
                        group == 0 ? null : new UserGroupId(group),
                        segment == 0 ? null : new SegmentId(segment),
                        texts(row, "kinds").stream()
                                .map(ConversationKind::valueOf)
                                .toList()),
                new Yardstick(row.getInt("share"), texts(row, "words"), texts(row, "patterns")),
                Duration.ofDays(row.getInt("due_days")),
                Arrays.stream((Long[]) row.getArray("reviewers").getArray())
                        .map(AccountId::new)
                        .toList(),
                row.getString("seed"),
                row.getLong("considered"),
                new Mark(new AccountId(row.getLong("set_by")), Database.instant(row, "set_at")),
                ended(row));
    }

    private static @Nullable Mark ended(ResultSet row) throws SQLException {
        long by = row.getLong("ended_by");
        return by == 0 ? null : new Mark(new AccountId(by), Database.instant(row, "ended_at"));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
