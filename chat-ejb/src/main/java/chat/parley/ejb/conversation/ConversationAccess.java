package chat.parley.ejb.conversation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException;
import chat.parley.jpa.conversation.AccountStates;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.conversation.Invitation;
import chat.parley.jpa.conversation.Membership;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.Place;
import chat.parley.jpa.conversation.ReceiptPolicy;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Span;
import chat.parley.jpa.conversation.Standing;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.report.Jurisdiction;
import chat.parley.jpa.segment.Barriers;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The only door to a conversation. Whoever holds an {@link Admission} has been let in. To those who may not know of a
 * conversation it is missing, not forbidden, so that ids cannot be probed.
 */
@ApplicationScoped
public class ConversationAccess {

    private static final int MOST_REMEMBERED = 200_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(30);

    private record Key(ConversationId conversation, AccountId account, Action action) {}

    /** An admission, and how many changes this node knew of before it was asked for. */
    private record Remembered(Admission admission, long changes) {}

    @Inject
    Memberships memberships;

    @Inject
    Conversations conversations;

    @Inject
    AccountStates states;

    @Inject
    Administration administration;

    @Inject
    Barriers barriers;

    @Inject
    Clock clock;

    @Resource
    TransactionSynchronizationRegistry transactions;

    private final Cache<Key, Remembered> admissions = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    /** Which of all changes that this node knows of was a conversation's last. */
    private final Cache<ConversationId, Long> changed = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(REMEMBERED_FOR)
            .build();

    private final AtomicLong changes = new AtomicLong();

    /** Nothing counts that was asked before this one of all changes. */
    private volatile long doubted;

    /**
     * To post; answered from memory where possible, which is right only as far as this node knows. The log's writer
     * checks {@code accessRev} in the transaction that writes, and whoever is told that it is stale asks
     * {@link #toPostAfresh}.
     */
    public Admission toPost(Actor actor, ConversationId conversation) {
        return recall(new Key(conversation, actor.account(), Action.POST))
                .orElseGet(() -> toPostAfresh(actor, conversation));
    }

    /** To post, asked of the database again because the last admission was stale. */
    public Admission toPostAfresh(Actor actor, ConversationId conversation) {
        return remember(
                new Key(conversation, actor.account(), Action.POST), () -> admit(actor, conversation, Action.POST));
    }

    /**
     * To note how far one has come: whoever may read it may. Answered from memory where possible; the statement that
     * writes positions ({@code ReadCursors}) looks again whose they are.
     */
    public void toNote(Actor actor, ConversationId conversation) {
        Key key = new Key(conversation, actor.account(), Action.READ);
        if (recall(key).isEmpty()) {
            remember(key, () -> toRead(actor, conversation));
        }
    }

    private Optional<Admission> recall(Key key) {
        Remembered known = admissions.getIfPresent(key);
        Long change = changed.getIfPresent(key.conversation());
        return known == null || known.changes() < doubted || (change != null && change > known.changes())
                ? Optional.empty()
                : Optional.of(known.admission());
    }

    private Admission remember(Key key, Supplier<Admission> question) {
        admissions.invalidate(key);
        long before = changes.get();
        Admission admission = question.get();
        admissions.put(key, new Remembered(admission, before));
        return admission;
    }

    /**
     * To read what there is now, and nothing that is posted after this was asked: by then the membership may have ended.
     * Always asked of the database. A former member may read what they could see of their last time as a member,
     * and only of that: earlier ones do not come back, nor do they while a later one lasts.
     */
    public Admission toRead(Actor actor, ConversationId conversation) {
        Standing standing = standing(actor, conversation);
        Membership membership = standing.membership();
        if (membership == null) {
            throw stranger(standing);
        }
        return admission(standing, membership, membership.span().until(standing.lastSeq()));
    }

    /**
     * To see how far others have come: for members, where the conversation shows it, who show it themselves. Asked of the
     * database.
     */
    public Admission toSeeReceipts(Actor actor, ConversationId conversation) {
        Standing standing = standing(actor, conversation);
        Membership membership = membership(standing, Action.READ);
        if (standing.receipts() == ReceiptPolicy.OFF) {
            throw new ChatException.Denied("receipts.off", "The conversation shows nobody how far others have come.");
        }
        if (states.own(actor.account()).hidesReceipts()) {
            throw new ChatException.Denied(
                    "receipts.hidden", "You hide how far you have come, so you are not shown it.");
        }
        return admission(standing, membership);
    }

    /** To edit a message of one's own, or to delete one: {@code own} says whose it is. Asked of the database. */
    public Admission toEdit(Actor actor, ConversationId conversation, boolean own) {
        Admission admission = admit(actor, conversation, Action.EDIT_OWN);
        if (!own) {
            throw Refusal.ROLE_TOO_LOW.exception();
        }
        return admission;
    }

    /** To take a message away from everyone: one's own, or another's as a moderator. Asked of the database. */
    public Admission toDelete(Actor actor, ConversationId conversation, boolean own) {
        return admit(actor, conversation, own ? Action.DELETE_OWN : Action.DELETE_OTHERS);
    }

    /**
     * To see what a message said before, as a member, where the conversation shows it; {@code own} says whose it is. Asked
     * of the database.
     */
    public Admission toSeeVersions(Actor actor, ConversationId conversation, boolean own) {
        Standing standing = standing(actor, conversation);
        Membership membership = membership(standing, Action.READ);
        Permissions.refusalToSeeVersions(standing.versions(), membership.role(), own)
                .ifPresent(refusal -> {
                    throw refusal.exception();
                });
        return admission(standing, membership);
    }

    /** To see why a message was taken away: one's own, or another's as somebody who could have. Asked of the database. */
    public Admission toSeeRemoval(Actor actor, ConversationId conversation, boolean own) {
        return own ? toRead(actor, conversation) : admit(actor, conversation, Action.DELETE_OTHERS);
    }

    /** To react to a message, and to take that back. Asked of the database. */
    public Admission toReact(Actor actor, ConversationId conversation) {
        return admit(actor, conversation, Action.REACT);
    }

    /** To say that one has noticed an urgent message. Asked of the database. */
    public Admission toAcknowledge(Actor actor, ConversationId conversation) {
        return admit(actor, conversation, Action.ACKNOWLEDGE);
    }

    /** To vote in a poll. Asked of the database. */
    public Admission toVote(Actor actor, ConversationId conversation) {
        return admit(actor, conversation, Action.VOTE);
    }

    /** To see who has acknowledged a message: one's own, or another's as a moderator. Asked of the database. */
    public Admission toSeeAcknowledgements(Actor actor, ConversationId conversation, boolean own) {
        return admit(actor, conversation, own ? Action.READ : Action.SEE_ACKNOWLEDGEMENTS);
    }

    /** To close a poll: one's own, or another's as a moderator. Asked of the database. */
    public Admission toClosePoll(Actor actor, ConversationId conversation, boolean own) {
        return admit(actor, conversation, own ? Action.VOTE : Action.CLOSE_POLLS);
    }

    /** To see who has voted for what, as a member. Asked of the database. */
    public Admission toSeeVotes(Actor actor, ConversationId conversation) {
        return admit(actor, conversation, Action.READ);
    }

    /** To pin a message, and to take the pin away. Asked of the database. */
    public Admission toPin(Actor actor, ConversationId conversation) {
        return admit(actor, conversation, Action.PIN);
    }

    /** To speak to several members at once; {@code many} says whether they are. Asked of the database. */
    void toCall(Actor actor, ConversationId conversation, boolean many) {
        admit(actor, conversation, many ? Action.CALL_MANY : Action.CALL_ALL);
    }

    /** To be told whom one could speak to in it, by whoever may write there: what kind of place it is. Asked of the database. */
    Place toMention(Actor actor, ConversationId conversation) {
        Standing standing = standing(actor, conversation);
        membership(standing, Action.POST);
        return standing.place();
    }

    /** To see and to decide about what rules have held back or noted; for moderators. Asked of the database. */
    public void toReview(Actor actor, ConversationId conversation) {
        admit(actor, conversation, Action.REVIEW);
    }

    /** To set the rules by which messages are judged there. Asked of the database. */
    public void toScreen(Actor actor, ConversationId conversation) {
        admit(actor, conversation, Action.SCREEN);
    }

    /** To see who and what is in it; for members only. */
    void toSeeMembers(Actor actor, ConversationId conversation) {
        admit(actor, conversation, Action.READ);
    }

    /** Which cases the actor decides about, for a list of them. */
    public Jurisdiction jurisdiction(Actor actor) {
        return new Jurisdiction(actor.account(), actor.organization(), organizational(actor), judges());
    }

    /** The roles in which one decides about what was reported in a conversation. */
    public List<Role> judges() {
        return Permissions.judges();
    }

    /** To see what was reported in a conversation; for those who decide about it there. Asked of the database. */
    public void toSeeReports(Actor actor, ConversationId conversation) {
        admit(actor, conversation, Action.JUDGE);
    }

    /**
     * To see what was reported, and to decide about it: in a conversation its moderators, of what is the organization's
     * those with the duty of moderation, and nobody their own. To everybody else there is no such case. Asked of the database.
     */
    public void toJudge(Actor actor, Matter matter) {
        if (!decidesAbout(actor, matter)) {
            throw new ChatException.Missing("case.missing", "There is no such case.");
        }
    }

    private boolean decidesAbout(Actor actor, Matter matter) {
        if (matter.own() || !matter.organization().equals(actor.organization())) {
            return false;
        }
        ConversationId conversation = matter.conversation();
        if (matter.organizational() || conversation == null) {
            return organizational(actor);
        }
        return may(actor.account(), conversation, Action.JUDGE);
    }

    private boolean organizational(Actor actor) {
        return administration.may(actor, AdministrativeAction.MODERATE);
    }

    /**
     * To take a message away that was reported, even if one would not see it otherwise; in the caller's transaction, which
     * holds the conversation from here on.
     */
    public Admission toRemove(Actor actor, ConversationId conversation, Matter matter) {
        Grant grant = toEnforce(actor, conversation, matter, Action.DELETE_OTHERS);
        long accessRev = standing(actor, conversation).accessRev();
        return new Admission(conversation, grant.role(), Span.since(1), Duration.ZERO, accessRev);
    }

    /**
     * To do in a conversation what was decided about a case. A moderator does it in their own role; whoever moderates in the
     * organization, to whom the case has come from that conversation, as an owner, though they be no member.
     */
    Grant toEnforce(Actor actor, ConversationId conversation, Matter matter, Action action) {
        toJudge(actor, matter);
        if (!matter.organizational() || !conversation.equals(matter.conversation())) {
            return toChange(actor, conversation, action);
        }
        return asOwner(actor, conversation, action);
    }

    private Grant asOwner(Actor actor, ConversationId conversation, Action action) {
        conversations.lock(conversation);
        Standing standing = standing(actor, conversation);
        Permissions.refusal(Role.OWNER, standing.place(), action).ifPresent(refusal -> {
            throw refusal.exception();
        });
        return new Grant(conversation, standing.place(), standing.history(), Role.OWNER);
    }

    /** To see who is muted or banned; for those who may mute and ban. */
    void toSeeSanctions(Actor actor, ConversationId conversation) {
        admit(actor, conversation, Action.SANCTION);
    }

    /**
     * To change it, in the caller's transaction, which holds the conversation from here on. Who is refused anyway does
     * not get to hold it.
     */
    Grant toChange(Actor actor, ConversationId conversation, Action action) {
        admit(actor, conversation, action);
        conversations.lock(conversation);
        Standing standing = standing(actor, conversation);
        Membership membership = membership(standing, action);
        return new Grant(conversation, standing.place(), standing.history(), membership.role());
    }

    /** To change it in one capacity or another; from outside those with the duty do what an owner could. */
    Grant toChange(Actor actor, Capacity capacity, ConversationId conversation, Action action) {
        if (capacity == Capacity.MEMBER) {
            return toChange(actor, conversation, action);
        }
        administration.check(actor, AdministrativeAction.CHANGE_CONVERSATIONS);
        standing(actor, conversation);
        return asOwner(actor, conversation, action);
    }

    /**
     * To change who is in it, and as what. From outside nobody does so for themselves: they would read what others write
     * without anybody having asked why.
     */
    Grant toChangeMembers(
            Actor actor, Capacity capacity, ConversationId conversation, Action action, List<AccountId> concerned) {
        Grant grant = toChange(actor, capacity, conversation, action);
        if (capacity == Capacity.ADMINISTRATION && concerned.contains(actor.account())) {
            throw new ChatException.Denied(
                    "conversation.oneself", "From outside one changes what others are in a conversation, not oneself.");
        }
        return grant;
    }

    /**
     * To come in by oneself, in the caller's transaction, which holds the conversation from here on unless the actor is
     * a member already.
     */
    Standing toJoin(Actor actor, ConversationId conversation) {
        Standing standing = joinable(actor, conversation);
        if (current(standing)) {
            return standing;
        }
        conversations.lock(conversation);
        return joinable(actor, conversation);
    }

    /**
     * To come in by an invitation, which is good as long as whoever made it may add members there themselves. To the other
     * organizations there is none. Asked of the database; whoever is let in holds the conversation and asks again.
     */
    Standing toAccept(Actor actor, Invitation invitation) {
        ConversationId conversation = invitation.conversation();
        Standing standing = memberships
                .standing(actor.account(), conversation, clock.instant())
                .filter(there -> there.organization().equals(actor.organization()))
                .orElseThrow(AcceptingInvitations::missing);
        if (current(standing)) {
            return standing;
        }
        if (standing.banned()) {
            throw banned();
        }
        checkEnters(standing);
        if (!may(invitation.by(), conversation, Action.INVITE)) {
            throw AcceptingInvitations.missing();
        }
        return standing;
    }

    /** To ask to join, in the caller's transaction, which holds the conversation from here on. */
    void toAsk(Actor actor, ConversationId conversation) {
        checkAsks(standing(actor, conversation));
        conversations.lock(conversation);
        checkAsks(standing(actor, conversation));
    }

    private static void checkAsks(Standing standing) {
        if (current(standing)) {
            throw new ChatException.Conflict("join-request.member", "You are a member of the conversation.");
        }
        if (!standing.takesRequests()) {
            throw standing.membership() == null ? stranger(standing) : outside(standing);
        }
        if (standing.banned()) {
            throw banned();
        }
        checkEnters(standing);
    }

    /**
     * To bring these in, who may be named together with a member who brings them: none of them is parted from a member, nor
     * from one another.
     * Asked of the database, by whoever holds the conversation or has not founded it yet.
     */
    void toBring(Actor actor, Capacity capacity, ConversationId conversation, List<AccountId> newcomers) {
        List<AccountId> all = new ArrayList<>(newcomers);
        if (capacity == Capacity.MEMBER) {
            all.add(actor.account());
        }
        if (!barriers.crossing(conversation, all).isEmpty()) {
            throw Refusal.PARTED.exception();
        }
    }

    /** Those of these newcomers whom no information barrier keeps out. */
    List<AccountId> unparted(ConversationId conversation, List<AccountId> newcomers) {
        Set<AccountId> crossing = barriers.crossing(conversation, newcomers);
        return newcomers.stream()
                .filter(newcomer -> !crossing.contains(newcomer))
                .toList();
    }

    /**
     * To carry somebody's words into a conversation: nobody there is parted from who said them. Asked of the database; whether
     * the actor may post there is asked when they do.
     */
    public void toCarry(AccountId author, ConversationId conversation) {
        if (!barriers.crossing(conversation, List.of(author)).isEmpty()) {
            throw new ChatException.Denied(
                    "message.parted",
                    "An information barrier stands between who said this and somebody in the conversation.");
        }
    }

    private static void checkEnters(Standing standing) {
        if (standing.place().archived()) {
            throw Refusal.ARCHIVED.exception();
        }
        if (standing.parted()) {
            throw Refusal.PARTED.exception();
        }
    }

    /** To see who asks to join; for those who may answer. */
    void toSeeRequests(Actor actor, ConversationId conversation) {
        admit(actor, conversation, Action.ADMIT);
    }

    private boolean may(AccountId account, ConversationId conversation, Action action) {
        return memberships
                .standing(account, conversation, clock.instant())
                .filter(standing -> {
                    Membership membership = standing.membership();
                    return membership != null
                            && membership.current()
                            && Permissions.refusal(membership.role(), standing.place(), action)
                                    .isEmpty();
                })
                .isPresent();
    }

    /** To see how people may come in; for those who may add members. */
    void toInvite(Actor actor, ConversationId conversation) {
        admit(actor, conversation, Action.INVITE);
    }

    /** Why somebody who is no member is refused. */
    ChatException outsider(Actor actor, ConversationId conversation) {
        Standing standing = standing(actor, conversation);
        return standing.membership() == null ? stranger(standing) : outside(standing);
    }

    /**
     * Who may do what has changed there, as another node tells: what this one remembers no longer counts. Nothing goes
     * wrong if it is never told; a post only takes a second try.
     */
    public void forget(ConversationId conversation) {
        changed.put(conversation, changes.incrementAndGet());
    }

    /**
     * A node is not heard, which may change any conversation, or information barriers are others now: nothing that this node
     * remembers counts any longer.
     */
    public void doubt() {
        doubted = changes.incrementAndGet();
    }

    /** Forgets it when the running transaction has committed. */
    void forgetOnCommit(ConversationId conversation) {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {}

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    forget(conversation);
                }
            }
        });
    }

    private Admission admit(Actor actor, ConversationId conversation, Action action) {
        Standing standing = standing(actor, conversation);
        Membership membership = membership(standing, action);
        return admission(standing, membership);
    }

    private Standing standing(Actor actor, ConversationId conversation) {
        return memberships
                .standing(actor.account(), conversation, clock.instant())
                .filter(standing -> standing.organization().equals(actor.organization()))
                .orElseThrow(ConversationAccess::missing);
    }

    private Standing joinable(Actor actor, ConversationId conversation) {
        Standing standing = standing(actor, conversation);
        if (current(standing)) {
            return standing;
        }
        if (!standing.place().open()) {
            throw standing.membership() == null ? stranger(standing) : outside(standing);
        }
        if (standing.banned()) {
            throw banned();
        }
        checkEnters(standing);
        return standing;
    }

    static boolean current(Standing standing) {
        Membership membership = standing.membership();
        return membership != null && membership.current();
    }

    private static Membership membership(Standing standing, Action action) {
        Membership membership = standing.membership();
        if (membership == null) {
            throw stranger(standing);
        }
        if (!membership.current()) {
            throw outside(standing);
        }
        Permissions.refusal(membership.role(), standing.place(), action)
                .or(() -> standing.muted() ? Permissions.refusalToMuted(action) : Optional.empty())
                .or(() -> standing.blocked() ? Permissions.refusalToBlocked(action) : Optional.empty())
                .or(() -> standing.parted() ? Permissions.refusalToParted(action) : Optional.empty())
                .ifPresent(refusal -> {
                    throw refusal.exception();
                });
        return membership;
    }

    private static Admission admission(Standing standing, Membership membership) {
        return admission(standing, membership, membership.span());
    }

    private static Admission admission(Standing standing, Membership membership, Span span) {
        Duration pause = Permissions.slowed(membership.role()) ? standing.slow() : Duration.ZERO;
        return new Admission(standing.conversation(), membership.role(), span, pause, standing.accessRev());
    }

    private static ChatException stranger(Standing standing) {
        return standing.place().visibility() == Visibility.PUBLIC || standing.takesRequests() ? notMember() : missing();
    }

    private static ChatException outside(Standing standing) {
        return standing.banned() ? banned() : notMember();
    }

    private static ChatException banned() {
        return new ChatException.Denied("conversation.banned", "You are banned from the conversation.");
    }

    private static ChatException missing() {
        return new ChatException.Missing("conversation.missing", "There is no such conversation.");
    }

    private static ChatException notMember() {
        return new ChatException.Denied("conversation.not-member", "You are not a member of the conversation.");
    }
}
