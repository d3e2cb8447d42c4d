package chat.parley.jpa.conversation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import chat.parley.jpa.conversation.Conversations.Foundation;
import chat.parley.jpa.conversation.Members.Arrival;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.identity.UserGroupMembers;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Draft;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.LogWriter;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.SystemEvent;
import chat.parley.jpa.message.SystemMessages;
import org.jspecify.annotations.Nullable;

/** An organization of its own with people in it who found, join and leave conversations, as the use cases would do it. */
public final class Town {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    public final OrganizationId organization;
    public final Memberships memberships;
    final Members members;
    final Conversations conversations;
    public final AccountStates states;
    final SystemMessages log;
    final TestTransactions transactions;

    final Database database;
    private final Sequences sequences;

    public Town(Database database, Sequences sequences, TestTransactions transactions) {
        this.database = database;
        this.sequences = sequences;
        this.transactions = transactions;
        memberships = new Memberships(database);
        members = new Members(database);
        conversations = new Conversations(database);
        states = new AccountStates(database);
        log = new SystemMessages(database);
        organization = new OrganizationId(sequences.next("organization_id"));
        database.update(
                "insert into organization (id, name, created_at) values (?, ?, ?)",
                organization.value(),
                "town " + organization,
                NOON);
    }

    public AccountId person(String name) {
        AccountId id = new AccountId(sequences.next("account_id"));
        database.update("""
                insert into account (id, organization_id, username, display_name, kind, created_at)
                values (?, ?, ?, ?, 'PERSON', ?)
                """, id.value(), organization.value(), name + id, name, NOON);
        return id;
    }

    /** A group of these. */
    UserGroupId userGroup(AccountId... accounts) {
        UserGroupId id = new UserGroupId(sequences.next("user_group_id"));
        database.update(
                "insert into user_group (id, organization_id, handle, name, created_at) values (?, ?, ?, 'A group', ?)",
                id.value(),
                organization.value(),
                "group" + id,
                NOON);
        new UserGroupMembers(database)
                .join(
                        organization,
                        id,
                        Arrays.stream(accounts).mapToLong(AccountId::value).toArray());
        return id;
    }

    long[] people(int count) {
        long[] ids = sequences.next("account_id", count);
        database.update("""
                insert into account (id, organization_id, username, display_name, kind, created_at)
                select id, ?, 'p' || id, 'P' || id, 'SERVICE', ? from unnest(?) as u (id)
                """, organization.value(), NOON, ids);
        return ids;
    }

    public ConversationId group(HistoryVisibility history, AccountId owner, AccountId... others) {
        ConversationId id = new ConversationId(sequences.next("conversation_id"));
        transactions.run(() -> {
            conversations.found(new Foundation(
                    id, organization, ConversationKind.GROUP, "Group", null, Visibility.PRIVATE, history, owner, NOON));
            long seq = log.append(id, owner, new SystemEvent.Created(List.of(owner.value())), NOON)
                    .seq();
            members.add(new Arrival(id, seq, 1, Role.OWNER, seq), new long[] {owner.value()});
            if (others.length > 0) {
                long[] numbers =
                        Arrays.stream(others).mapToLong(AccountId::value).toArray();
                members.add(new Arrival(id, seq, 1, Role.MEMBER, seq), numbers);
            }
        });
        return id;
    }

    public long join(ConversationId conversation, HistoryVisibility history, AccountId account) {
        return transactions.call(() -> {
            long seq = log.append(conversation, account, new SystemEvent.Joined(List.of(account.value())), NOON)
                    .seq();
            long from = history.equals(HistoryVisibility.ALL) ? 1 : seq;
            members.add(new Arrival(conversation, seq, from, Role.MEMBER, seq), new long[] {account.value()});
            return seq;
        });
    }

    public long leave(ConversationId conversation, AccountId account) {
        return transactions.call(() -> {
            long seq = log.append(conversation, account, new SystemEvent.Left(account.value()), NOON)
                    .seq();
            members.end(conversation, account, seq);
            return seq;
        });
    }

    public PostedMessage say(ConversationId conversation, AccountId account, String body) {
        return posted(post(
                conversation, account, body, standing(account, conversation).accessRev()));
    }

    /** Says all this, one after the other. */
    public void sayAll(ConversationId conversation, AccountId account, Stream<String> bodies) {
        long accessRev = standing(account, conversation).accessRev();
        new LogWriter(database)
                .append(bodies.map(body -> new Draft(
                                conversation, account, UUID.randomUUID(), accessRev, null, Format.PLAIN, body))
                        .toList())
                .forEach(Town::posted);
    }

    /** Says something in the thread of a message. */
    public PostedMessage answer(PostedMessage root, AccountId account, String body) {
        return call(root.conversation(), root.seq(), account, body, Mentioned.NOBODY);
    }

    /** Says something to somebody, in a thread perhaps. */
    public PostedMessage call(
            ConversationId conversation, @Nullable Long thread, AccountId account, String body, Mentioned mentioned) {
        Draft draft = new Draft(
                conversation,
                account,
                UUID.randomUUID(),
                standing(account, conversation).accessRev(),
                null,
                thread,
                null,
                null,
                Format.PLAIN,
                body,
                mentioned);
        return posted(new LogWriter(database).append(List.of(draft)).getFirst());
    }

    private static PostedMessage posted(Appended appended) {
        if (appended instanceof Appended.Posted posted) {
            return posted.message();
        }
        throw new IllegalStateException("not posted");
    }

    Appended post(ConversationId conversation, AccountId account, String body, long accessRev) {
        return new LogWriter(database)
                .append(List.of(
                        new Draft(conversation, account, UUID.randomUUID(), accessRev, null, Format.PLAIN, body)))
                .getFirst();
    }

    Standing standing(AccountId account, ConversationId conversation) {
        return memberships.standing(account, conversation, NOON).orElseThrow();
    }

    Membership membership(AccountId account, ConversationId conversation) {
        Membership membership = standing(account, conversation).membership();
        if (membership == null) {
            throw new IllegalStateException(account + " never was in " + conversation);
        }
        return membership;
    }

    List<Long> numbers(ConversationId conversation) {
        return database.query(
                "select seq from message where conversation_id = ? order by seq",
                row -> row.getLong(1),
                conversation.value());
    }
}
