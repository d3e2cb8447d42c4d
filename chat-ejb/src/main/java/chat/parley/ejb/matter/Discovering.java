package chat.parley.ejb.matter;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.problem.Wording;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.matter.Clearance;
import chat.parley.jpa.matter.Finding;
import chat.parley.jpa.matter.Finding.Remark;
import chat.parley.jpa.matter.LegalMatter;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.LegalMatterId;
import chat.parley.jpa.matter.MatterContents;
import chat.parley.jpa.matter.MatterContents.Sample;
import chat.parley.jpa.matter.SearchTerms;
import org.jspecify.annotations.Nullable;

/**
 * Looking for something in what is held for a matter, and saying what it is. It opens what others said to each other: each
 * page needs a reason, and another who has cleared who looks, and is noted with both.
 */
@Stateless
public class Discovering {

    private static final int MOST_SAMPLED = 1_000_000;
    private static final int MOST_TAGS = 20;
    private static final int LONGEST_TAG = 50;
    private static final int LONGEST_NOTE = 10_000;

    @Inject
    MatterDoor door;

    @Inject
    ClearanceDoor clearances;

    @Inject
    MatterContents contents;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** A part of what was found; {@code more}: there is more after it. */
    public record Found(List<Finding> findings, boolean more) {}

    /** What somebody may look for, and by which clearance, if by any. */
    private record Cleared(SearchTerms terms, @Nullable Clearance by) {}

    /** What of a matter meets the terms, deleted messages and earlier versions too. */
    public Found search(Actor actor, LegalMatterId id, SearchMatter wish) {
        LegalMatter matter = MatterDoor.stillOpen(door.open(actor, id, AdministrativeAction.SEARCH_CONTENT));
        Page.check(wish.limit());
        String reason = wish.cleanReason();
        Cleared cleared = clear(actor, matter, wish);
        SearchTerms terms = cleared.terms();
        checkThere(id);
        List<Finding> found = contents.page(id, terms, wish.after(), wish.limit() + 1);
        boolean more = found.size() > wish.limit();
        List<Finding> shown = more ? List.copyOf(found.subList(0, wish.limit())) : found;
        audit.note(
                actor, AuditDeed.CONTENT_SEARCHED, Subjects.matter(id.value()), details(reason, wish, cleared, shown));
        return new Found(shown, more);
    }

    /**
     * A random sample of what of a matter meets the terms, as large as a page of it would be, and how much that is in all.
     *
     * @param seed with the same one the same is taken
     * @throws Conflict if more meet the terms than are walked through
     */
    public Sample sample(Actor actor, LegalMatterId id, SearchMatter wish, long seed) {
        LegalMatter matter = MatterDoor.stillOpen(door.open(actor, id, AdministrativeAction.SEARCH_CONTENT));
        Page.check(wish.limit());
        String reason = wish.cleanReason();
        Cleared cleared = clear(actor, matter, wish);
        SearchTerms terms = cleared.terms();
        checkThere(id);
        Sample sample = contents.sample(id, terms, wish.limit(), seed, MOST_SAMPLED + 1);
        if (sample.of() > MOST_SAMPLED) {
            throw new Conflict("matter.too-much", "A sample is taken of at most " + MOST_SAMPLED + " messages.");
        }
        audit.note(
                actor,
                AuditDeed.CONTENT_SEARCHED,
                Subjects.matter(id.value()),
                details(reason, wish, cleared, sample.findings())
                        .with("sampledOf", sample.of())
                        .with("seed", seed));
        return sample;
    }

    /** The terms, as far as they lie in the clearance by which the actor looks. */
    private Cleared clear(Actor actor, LegalMatter matter, SearchMatter wish) {
        Optional<Clearance> clearance = clearances.ask(actor, matter.id(), wish.clearance());
        SearchTerms terms = wish.checked(matter.keywords());
        return clearance
                .map(given -> new Cleared(given.scope().narrow(terms).orElseThrow(Discovering::elsewhere), given))
                .orElseGet(() -> new Cleared(terms, null));
    }

    private static Denied elsewhere() {
        return new Denied("clearance.elsewhere", "The clearance is for another conversation.");
    }

    /** A search that leaves out what has moved would be a wrong one. */
    private void checkThere(LegalMatterId id) {
        if (contents.hasMoved(id)) {
            throw new Unavailable("archive.coming-back", "What is held is just coming back from the archive.");
        }
    }

    private static Details details(String reason, SearchMatter wish, Cleared cleared, List<Finding> shown) {
        SearchTerms terms = cleared.terms();
        Details details = new Details()
                .with("reason", reason)
                .with("opened", shown.size())
                .with("words", terms.words().isEmpty() ? null : String.join(" ", terms.words()))
                .with("byKeywords", wish.byKeywords())
                .with("from", terms.from())
                .with("until", terms.until())
                .with("tag", terms.tag());
        if (terms.sender() != null) {
            details.with("sender", terms.sender().value());
        }
        if (terms.conversation() != null) {
            details.with("conversation", terms.conversation().value());
        }
        Clearance clearance = cleared.by();
        if (clearance != null && clearance.decided() != null) {
            details.with("clearance", clearance.id().value())
                    .with("requestedBy", clearance.requested().by().value())
                    .with("clearedBy", clearance.decided().by().value());
        }
        return details;
    }

    /** Says what a message of a matter is; it takes the place of what was said of it before. */
    public Remark remark(
            Actor actor,
            LegalMatterId id,
            ConversationId conversation,
            long seq,
            List<String> tags,
            @Nullable String note) {
        MatterDoor.stillOpen(door.open(actor, id, AdministrativeAction.SEARCH_CONTENT));
        if (!contents.has(id, conversation, seq)) {
            throw new Missing("message.missing", "There is no such message in the matter.");
        }
        if (tags.size() > MOST_TAGS) {
            throw new Rejected("request.malformed", "A message has at most " + MOST_TAGS + " tags.");
        }
        Remark remark = new Remark(
                tags.stream()
                        .map(tag -> Wording.required("tag", tag, LONGEST_TAG))
                        .distinct()
                        .toList(),
                Wording.clean("note", note, LONGEST_NOTE),
                new Mark(actor.account(), clock.instant().truncatedTo(ChronoUnit.MICROS)));
        contents.remark(id, conversation, seq, remark);
        audit.note(
                actor,
                AuditDeed.MESSAGE_REVIEWED,
                Subjects.message(conversation, seq),
                new Details().with("matter", id.value()).with("tags", String.join(" ", remark.tags())));
        return remark;
    }
}
