package chat.parley.ejb.segment;

import java.time.Clock;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.identity.Account;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.Organizations;
import chat.parley.jpa.segment.Barriers;
import chat.parley.jpa.segment.Segment;
import chat.parley.jpa.segment.SegmentId;
import chat.parley.jpa.segment.Segments;

/**
 * Making segments, saying who is in them and which are parted. Every change is in the audit log, and holds on every node
 * within a second ({@link BarrierBoard}).
 */
@Stateless
public class KeepingSegments {

    /** How many an organization has at the most. */
    public static final int MOST_SEGMENTS = 200;

    /** How many are put in at once at the most. */
    public static final int MOST_AT_ONCE = 1000;

    @Inject
    Segments segments;

    @Inject
    Barriers barriers;

    @Inject
    Organizations organizations;

    @Inject
    Accounts accounts;

    @Inject
    SegmentDesk desk;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** Makes one of nobody yet. */
    public Segment make(Actor actor, String name) {
        hold(actor);
        if (segments.of(actor.organization()).size() >= MOST_SEGMENTS) {
            throw new Conflict("segments.full", "There are " + MOST_SEGMENTS + " segments already.");
        }
        SegmentId id = segments.add(actor.organization(), checked(actor, name), clock.instant());
        audit.note(actor, AuditDeed.SEGMENT_MADE, Subjects.segment(id), new Details().with("name", name.strip()));
        return desk.segment(actor, id);
    }

    /** Calls it otherwise. */
    public Segment call(Actor actor, SegmentId id, String name) {
        hold(actor);
        Segment before = desk.segment(actor, id);
        if (!before.name().equals(name.strip())) {
            String after = before.name().equalsIgnoreCase(name.strip()) ? name.strip() : checked(actor, name);
            segments.call(id, after);
            audit.note(actor, AuditDeed.SEGMENT_CALLED, Subjects.segment(id), new Details().with("name", after));
        }
        return desk.segment(actor, id);
    }

    /** There is none any more, nor are its barriers. */
    public void dissolve(Actor actor, SegmentId id) {
        hold(actor);
        Segment segment = desk.segment(actor, id);
        segments.remove(id);
        barriers.revise();
        Details details = new Details().with("name", segment.name()).with("members", segment.members());
        audit.note(actor, AuditDeed.SEGMENT_DISSOLVED, Subjects.segment(id), details);
    }

    /** Puts these in it, all or, if one of the accounts does not exist, none. */
    public Segment add(Actor actor, SegmentId id, List<AccountId> members) {
        hold(actor);
        desk.segment(actor, id);
        List<AccountId> distinct = members.stream().distinct().toList();
        if (distinct.size() > MOST_AT_ONCE) {
            throw new Rejected("request.malformed", "No more than " + MOST_AT_ONCE + " accounts at once.");
        }
        if (accounts.profiles(actor.organization(), distinct).size() < distinct.size()) {
            throw new Missing("account.missing", "One of the accounts does not exist.");
        }
        long[] numbers = distinct.stream().mapToLong(AccountId::value).toArray();
        List<AccountId> joined = segments.join(actor.organization(), id, numbers);
        if (!joined.isEmpty()) {
            barriers.revise();
            joined.forEach(account -> noteMember(actor, AuditDeed.SEGMENT_JOINED, id, account));
        }
        return desk.segment(actor, id);
    }

    /** Takes somebody out of it; nothing happens if they are not in it. */
    public void remove(Actor actor, SegmentId id, AccountId member) {
        hold(actor);
        desk.segment(actor, id);
        if (segments.leave(id, member)) {
            barriers.revise();
            noteMember(actor, AuditDeed.SEGMENT_LEFT, id, member);
        }
    }

    /** Raises a barrier between two; nothing happens if there is one. */
    public void raise(Actor actor, SegmentId one, SegmentId other) {
        holdBoth(actor, one, other);
        if (barriers.raise(one, other)) {
            barriers.revise();
            noteBarrier(actor, AuditDeed.BARRIER_RAISED, one, other);
        }
    }

    /** Lifts the one between two; nothing happens if there is none. */
    public void lift(Actor actor, SegmentId one, SegmentId other) {
        holdBoth(actor, one, other);
        if (barriers.lift(one, other)) {
            barriers.revise();
            noteBarrier(actor, AuditDeed.BARRIER_LIFTED, one, other);
        }
    }

    private void hold(Actor actor) {
        desk.checkKeeps(actor);
        organizations.hold(actor.organization());
    }

    private void holdBoth(Actor actor, SegmentId one, SegmentId other) {
        hold(actor);
        desk.segment(actor, one);
        desk.segment(actor, other);
        if (one.equals(other)) {
            throw new Rejected("request.malformed", "A segment is not parted from itself.");
        }
    }

    private String checked(Actor actor, String name) {
        if (!Account.mayBeDisplayName(name)) {
            throw new Rejected("segment.name", "A segment's name has 1 to 100 characters.");
        }
        if (segments.named(actor.organization(), name.strip()).isPresent()) {
            throw new Conflict("segment.name-taken", "Another segment has this name.");
        }
        return name.strip();
    }

    private void noteMember(Actor actor, AuditDeed deed, SegmentId segment, AccountId member) {
        audit.note(actor, deed, Subjects.segment(segment), new Details().with("account", member.value()));
    }

    private void noteBarrier(Actor actor, AuditDeed deed, SegmentId one, SegmentId other) {
        audit.note(actor, deed, Subjects.segment(one), new Details().with("other", other.value()));
    }
}
