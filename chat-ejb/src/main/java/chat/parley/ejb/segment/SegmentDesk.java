package chat.parley.ejb.segment;

import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.identity.Directory;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.segment.Barriers;
import chat.parley.jpa.segment.Barriers.Barrier;
import chat.parley.jpa.segment.Barriers.Overlap;
import chat.parley.jpa.segment.Segment;
import chat.parley.jpa.segment.SegmentId;
import chat.parley.jpa.segment.Segments;
import org.jspecify.annotations.Nullable;

/** Segments and barriers as they are, for those who keep them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class SegmentDesk {

    @Inject
    Segments segments;

    @Inject
    Barriers barriers;

    @Inject
    Accounts accounts;

    @Inject
    Administration administration;

    /** Some of those in a segment; {@code next} is there when there are more. */
    public record SegmentMembers(
            List<AccountProfile> accounts, @Nullable Long next) {}

    /** Some of the conversations that hold people who are parted; {@code next} is there when there are more. */
    public record Overlaps(
            List<Overlap> conversations, @Nullable Long next) {}

    /** All of the organization, by name. */
    public List<Segment> segments(Actor actor) {
        checkKeeps(actor);
        return segments.of(actor.organization());
    }

    /** One of them. */
    public Segment segment(Actor actor, SegmentId id) {
        checkKeeps(actor);
        return segments.find(actor.organization(), id)
                .orElseThrow(() -> new Missing("segment.missing", "There is no such segment."));
    }

    /** Who is in one, by the numbers of their accounts. */
    public SegmentMembers members(Actor actor, SegmentId id, long after, int limit) {
        check(limit);
        segment(actor, id);
        List<AccountId> found = segments.members(id, after, limit + 1);
        List<AccountId> page = found.subList(0, Math.min(limit, found.size()));
        Long next = found.size() > limit ? page.getLast().value() : null;
        List<AccountProfile> profiles = accounts.profiles(actor.organization(), page).stream()
                .sorted((one, other) ->
                        Long.compare(one.id().value(), other.id().value()))
                .toList();
        return new SegmentMembers(profiles, next);
    }

    /** Which are parted from which. */
    public List<Barrier> barriers(Actor actor) {
        checkKeeps(actor);
        return barriers.of(actor.organization());
    }

    /**
     * Conversations in which people are together that are parted now, by their numbers: there they read, and say nothing, until
     * somebody leaves or is removed.
     */
    public Overlaps overlaps(Actor actor, long after, int limit) {
        check(limit);
        checkKeeps(actor);
        List<Overlap> found = barriers.overlaps(actor.organization(), after, limit + 1);
        List<Overlap> page = found.subList(0, Math.min(limit, found.size()));
        return new Overlaps(
                page, found.size() > limit ? page.getLast().conversation().value() : null);
    }

    /** Refuses whoever may not keep them, nor see them therefore. */
    public void checkKeeps(Actor actor) {
        administration.check(actor, AdministrativeAction.CHANGE_PEOPLE);
    }

    private static void check(int limit) {
        if (limit < 1 || limit > Directory.MOST) {
            throw new Rejected("request.malformed", "limit is a number from 1 to " + Directory.MOST + ".");
        }
    }
}
