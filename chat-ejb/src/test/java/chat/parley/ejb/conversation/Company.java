package chat.parley.ejb.conversation;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.AuditLogs;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.RecordingLiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administrations;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.conversation.AccountStates;
import chat.parley.jpa.conversation.Blocks;
import chat.parley.jpa.conversation.Bookmarks;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Invitations;
import chat.parley.jpa.conversation.JoinRequests;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Sanction;
import chat.parley.jpa.conversation.Sanction.Kind;
import chat.parley.jpa.conversation.Sanctions;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.identity.UserGroupMembers;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Draft;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.LogWriter;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.SystemEvent;
import chat.parley.jpa.message.SystemMessages;
import chat.parley.jpa.segment.Barriers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * An organization of its own on a real database, with people in it and all that they can do with conversations, put
 * together as the container would.
 */
public final class Company {

    public final ConversationAccess access = new ConversationAccess();
    final Founding founding = new Founding();
    final Joining joining = new Joining();
    final Inviting inviting = new Inviting();
    final Leaving leaving = new Leaving();
    public final Removing removing = new Removing();
    final Roles roles = new Roles();
    final IssuingInvitations issuing = new IssuingInvitations();
    final AcceptingInvitations accepting = new AcceptingInvitations();
    final AskingToJoin asking = new AskingToJoin();
    final AnsweringRequests answering = new AnsweringRequests();
    final Blocking blocking = new Blocking();
    final Converting converting = new Converting();
    final Bookmarking bookmarking = new Bookmarking();
    public final Sanctioning sanctioning = new Sanctioning();
    final Settings settings = new Settings();
    final HidingReceipts hidingReceipts = new HidingReceipts();
    final MyConversations mine = new MyConversations();
    final MemberList memberList = new MemberList();
    final ChannelDirectory channels = new ChannelDirectory();
    final StatementCount statements = new StatementCount();

    public final RecordingLiveFeed feed = new RecordingLiveFeed();
    public final MovableClock clock = MovableClock.atNoon();
    public final OwnNumbers numbers = new OwnNumbers();
    public final AuditLog audit;
    private final Commits commits = new Commits();
    public final Database database;
    private final Sequences sequences;
    private final TestTransactions transactions;
    public final OrganizationId organization;
    private final Memberships memberships;
    private final AccountStates states;

    /** Makes the organization. */
    public Company(Sequences sequences, TestTransactions transactions) {
        this.sequences = sequences;
        this.transactions = transactions;
        database = new Database(statements.counting(transactions));
        memberships = new Memberships(database);
        states = new AccountStates(database);
        audit = AuditLogs.on(database, clock);
        organization = new OrganizationId(sequences.next("organization_id"));
        database.update(
                "insert into organization (id, name, created_at) values (?, ?, ?)",
                organization.value(),
                "company " + organization,
                clock.instant());
        wire();
    }

    private void wire() {
        Conversations conversations = new Conversations(database);
        Members members = new Members(database);
        Chronicle chronicle = new Chronicle();
        Arrivals arrivals = new Arrivals();
        access.memberships = memberships;
        access.conversations = conversations;
        access.states = states;
        access.administration = Administrations.on(database);
        access.barriers = new Barriers(database);
        access.clock = clock;
        access.transactions = commits;
        chronicle.log = new SystemMessages(database);
        chronicle.feed = feed;
        chronicle.access = access;
        chronicle.clock = clock;
        arrivals.access = access;
        arrivals.chronicle = chronicle;
        arrivals.members = members;
        arrivals.requests = new JoinRequests(database);
        arrivals.feed = feed;
        arrivals.clock = clock;
        founding.conversations = conversations;
        founding.memberships = memberships;
        founding.arrivals = arrivals;
        founding.chronicle = chronicle;
        founding.sequences = sequences;
        founding.clock = clock;
        joining.access = access;
        joining.arrivals = arrivals;
        joining.memberships = memberships;
        inviting.access = access;
        inviting.arrivals = arrivals;
        inviting.members = members;
        inviting.groups = new UserGroupMembers(database);
        leaving.access = access;
        leaving.conversations = conversations;
        leaving.members = members;
        leaving.chronicle = chronicle;
        leaving.clock = clock;
        removing.access = access;
        removing.members = members;
        removing.chronicle = chronicle;
        removing.audit = audit;
        issuing.access = access;
        issuing.invitations = new Invitations(database);
        issuing.sequences = sequences;
        issuing.clock = clock;
        accepting.access = access;
        accepting.invitations = issuing.invitations;
        accepting.conversations = conversations;
        accepting.memberships = memberships;
        accepting.arrivals = arrivals;
        accepting.clock = clock;
        Gatekeepers gatekeepers = new Gatekeepers();
        gatekeepers.members = members;
        gatekeepers.states = states;
        gatekeepers.chronicle = chronicle;
        asking.access = access;
        asking.conversations = conversations;
        asking.requests = arrivals.requests;
        asking.gatekeepers = gatekeepers;
        asking.rate = new AskingRate();
        asking.rate.clock = clock;
        asking.rate.meters = new SimpleMeterRegistry();
        asking.rate.open();
        asking.feed = feed;
        asking.clock = clock;
        answering.access = access;
        answering.requests = asking.requests;
        answering.arrivals = arrivals;
        answering.gatekeepers = gatekeepers;
        answering.feed = feed;
        answering.clock = clock;
        founding.blocks = new Blocks(database);
        blocking.blocks = founding.blocks;
        blocking.conversations = conversations;
        blocking.chronicle = chronicle;
        blocking.feed = feed;
        blocking.clock = clock;
        converting.access = access;
        converting.conversations = conversations;
        converting.memberships = memberships;
        converting.chronicle = chronicle;
        bookmarking.access = access;
        bookmarking.bookmarks = new Bookmarks(database);
        bookmarking.chronicle = chronicle;
        sanctioning.access = access;
        sanctioning.members = members;
        sanctioning.sanctions = new Sanctions(database);
        sanctioning.chronicle = chronicle;
        sanctioning.audit = audit;
        sanctioning.clock = clock;
        roles.access = access;
        roles.members = members;
        roles.chronicle = chronicle;
        roles.audit = audit;
        numbers.states = states;
        settings.access = access;
        settings.conversations = conversations;
        settings.memberships = memberships;
        settings.chronicle = chronicle;
        settings.clock = clock;
        hidingReceipts.states = states;
        hidingReceipts.feed = feed;
        mine.access = access;
        mine.memberships = memberships;
        memberList.access = access;
        memberList.members = members;
        channels.conversations = conversations;
    }

    /** Somebody new in the organization. */
    public Actor hire(String name) {
        AccountId id = new AccountId(sequences.next("account_id"));
        database.update("""
                insert into account (id, organization_id, username, display_name, kind, created_at)
                values (?, ?, ?, ?, 'PERSON', ?)
                """, id.value(), organization.value(), name + id, name, clock.instant());
        return new Actor(id, organization, new DeviceId(id.value()), false, Instant.MAX);
    }

    /** Somebody new who administrates the organization. */
    public Actor hireAdministrator(String name) {
        Actor hired = hire(name);
        appoint(hired, Duty.SYSTEM);
        appoint(hired, Duty.PEOPLE);
        appoint(hired, Duty.MODERATION);
        return hired;
    }

    /** Gives somebody a duty, as the operator does. */
    public void appoint(Actor somebody, Duty duty) {
        database.update("""
                insert into account_duty (organization_id, account_id, duty, given_at) values (?, ?, ?, ?)
                """, organization.value(), somebody.account().value(), duty, clock.instant());
    }

    /** Many new accounts at once. */
    List<AccountId> hire(int count) {
        long[] ids = sequences.next("account_id", count);
        database.update("""
                insert into account (id, organization_id, username, display_name, kind, created_at)
                select id, ?, 'p' || id, 'P' || id, 'SERVICE', ? from unnest(?) as u (id)
                """, organization.value(), clock.instant(), ids);
        return Arrays.stream(ids).mapToObj(AccountId::new).toList();
    }

    void disable(Actor somebody) {
        database.update(
                "update account set disabled_at = ? where id = ?",
                clock.instant(),
                somebody.account().value());
    }

    /** Does something in a transaction of its own, as a use case is called by the container. */
    public <T> T done(Supplier<T> work) {
        boolean committed = false;
        try {
            T result = transactions.call(work);
            committed = true;
            return result;
        } finally {
            commits.end(committed);
        }
    }

    /** The same for what has no result. */
    public void done(Runnable work) {
        done(() -> {
            work.run();
            return true;
        });
    }

    public ConversationId group(Actor owner, Actor... others) {
        return found(owner, ConversationKind.GROUP, Visibility.PRIVATE, HistoryVisibility.ALL, others);
    }

    public ConversationId closedGroup(Actor owner, Actor... others) {
        return found(owner, ConversationKind.GROUP, Visibility.PRIVATE, HistoryVisibility.JOINED, others);
    }

    public ConversationId publicChannel(Actor owner, Actor... others) {
        return found(owner, ConversationKind.CHANNEL, Visibility.PUBLIC, HistoryVisibility.ALL, others);
    }

    ConversationId privateChannel(Actor owner, Actor... others) {
        return found(owner, ConversationKind.CHANNEL, Visibility.PRIVATE, HistoryVisibility.ALL, others);
    }

    public ConversationId direct(Actor one, Actor other) {
        return found(one, ConversationKind.DIRECT, Visibility.PRIVATE, HistoryVisibility.ALL, other);
    }

    private ConversationId found(
            Actor owner, ConversationKind kind, Visibility visibility, HistoryVisibility history, Actor... others) {
        String name = kind == ConversationKind.DIRECT ? null : "about " + UUID.randomUUID();
        FoundConversation wish = new FoundConversation(kind, name, null, visibility, history, accounts(others));
        return done(() -> founding.found(owner, wish)).conversation().id();
    }

    static List<AccountId> accounts(Actor... actors) {
        return Arrays.stream(actors).map(Actor::account).toList();
    }

    public void invite(Actor by, ConversationId conversation, Role role, Actor... others) {
        done(() -> inviting.invite(by, conversation, new InviteMembers(accounts(others), role)));
    }

    /** A user group of these, as its organization's administrators would make it. */
    public UserGroupId userGroup(Actor... people) {
        UserGroupId id = new UserGroupId(sequences.next("user_group_id"));
        database.update(
                "insert into user_group (id, organization_id, handle, name, created_at) values (?, ?, ?, 'People', ?)",
                id.value(),
                organization.value(),
                "people" + id,
                clock.instant());
        inviting.groups.join(organization, id, Arrivals.array(accounts(people)));
        return id;
    }

    public void leave(Actor actor, ConversationId conversation) {
        done(() -> leaving.leave(actor, conversation));
    }

    void remove(Actor by, ConversationId conversation, Actor other) {
        done(() -> removing.remove(by, conversation, other.account()));
    }

    public void assign(Actor by, ConversationId conversation, Actor other, Role role) {
        done(() -> roles.change(by, conversation, other.account(), role));
    }

    ConversationSummary set(Actor by, ConversationId conversation, ChangeSettings wish) {
        return done(() -> settings.change(by, conversation, wish));
    }

    public Sanction mute(Actor by, ConversationId conversation, Actor other, @Nullable Instant until) {
        return impose(by, conversation, other, new ImposeSanction(Kind.MUTE, until, "too loud"));
    }

    public Sanction ban(Actor by, ConversationId conversation, Actor other, @Nullable Instant until) {
        return impose(by, conversation, other, new ImposeSanction(Kind.BAN, until, "too loud"));
    }

    private Sanction impose(Actor by, ConversationId conversation, Actor other, ImposeSanction wish) {
        return done(() -> sanctioning.impose(by, conversation, other.account(), wish));
    }

    public void lift(Actor by, ConversationId conversation, Actor other, Kind kind) {
        done(() -> sanctioning.lift(by, conversation, other.account(), kind));
    }

    void hideReceipts(Actor actor) {
        done(() -> hidingReceipts.hide(actor, true));
    }

    void archive(Actor by, ConversationId conversation) {
        set(by, conversation, new ChangeSettings(null, null, true, null));
    }

    public Appended say(Actor actor, ConversationId conversation, String body) {
        Admission admission = access.toPostAfresh(actor, conversation);
        return write(admission, actor, body);
    }

    /** Hands a draft to the log as it was let in. */
    Appended write(Admission admission, Actor actor, String body) {
        return new LogWriter(database)
                .append(List.of(new Draft(
                        admission.conversation(),
                        actor.account(),
                        UUID.randomUUID(),
                        admission.accessRev(),
                        null,
                        Format.PLAIN,
                        body)))
                .getFirst();
    }

    /** What the log says of the conversation itself, from the start. */
    public List<SystemEvent> story(ConversationId conversation) {
        return new Messages(database)
                .after(conversation, Span.since(1), 0, 10_000).stream()
                        .filter(message -> message.format() == Format.SYSTEM)
                        .map(SystemMessages::event)
                        .toList();
    }

    Role roleOf(Actor actor, ConversationId conversation) {
        return mine.one(actor, conversation).role();
    }

    public long stateOf(Actor actor) {
        return states.own(actor.account()).rev();
    }

    /** What was told since the last time this was asked. */
    public List<ChatEvent> news() {
        return feed.news();
    }
}
