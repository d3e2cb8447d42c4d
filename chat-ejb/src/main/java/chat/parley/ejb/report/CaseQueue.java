package chat.parley.ejb.report;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.report.CaseFile;
import chat.parley.jpa.report.CaseId;
import chat.parley.jpa.report.CaseLine;
import chat.parley.jpa.report.Cases;
import chat.parley.jpa.report.Cases.Filter;
import chat.parley.jpa.report.Jurisdiction;
import chat.parley.jpa.report.ModerationCase;
import chat.parley.jpa.report.Reports;
import org.jspecify.annotations.Nullable;

/** What waits for one's decision, and what was decided. */
@Stateless
public class CaseQueue {

    /** So many are counted. */
    public static final int MOST_COUNTED = 1_000;

    /** Nobody reads more. */
    private static final int MOST_SHOWN = 200;

    @Inject
    ConversationAccess access;

    @Inject
    CaseDoor door;

    @Inject
    Cases cases;

    @Inject
    Reports reports;

    /** A page of cases; {@code waiting} is how many of all wait for the actor's decision. */
    public record Waiting(Page<CaseLine> page, long waiting) {}

    /**
     * A page of those the actor decides about.
     *
     * @param conversation only those of it, for those who decide there; null: all
     * @param after the number of the one that ended the page before
     */
    public Waiting page(
            Actor actor, Filter filter, @Nullable ConversationId conversation, @Nullable Long after, int limit) {
        Page.check(limit);
        if (conversation != null) {
            access.toSeeReports(actor, conversation);
        }
        Jurisdiction judge = access.jurisdiction(actor);
        Page<CaseLine> page = Page.of(
                cases.page(judge, filter, conversation, after, limit + 1),
                limit,
                line -> line.about().id().value());
        return new Waiting(page, cases.waiting(judge, MOST_COUNTED));
    }

    /** A case with all that it is decided by: only what was reported and what was said around it. */
    public CaseFile look(Actor actor, CaseId id) {
        ModerationCase about = door.look(actor, id);
        return new CaseFile(about, reports.of(id, MOST_SHOWN), reports.kept(id, MOST_SHOWN));
    }
}
