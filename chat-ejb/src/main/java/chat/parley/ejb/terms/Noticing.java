package chat.parley.ejb.terms;

import java.time.Clock;
import java.time.Instant;
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
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.identity.Organizations;
import chat.parley.jpa.terms.HouseRules;
import chat.parley.jpa.terms.Terms;
import org.jspecify.annotations.Nullable;

/**
 * Terms that everybody is to agree to, and a banner. Who has not agreed gets tokens that let them do nothing else
 * ({@link chat.parley.ejb.identity.Tokens}).
 */
@Stateless
public class Noticing {

    private static final int LONGEST_TERMS = 100_000;
    private static final int LONGEST_BANNER = 300;

    @Inject
    HouseRules rules;

    @Inject
    Organizations organizations;

    @Inject
    Administration administration;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** What there is for somebody to see; terms they have agreed to as well. */
    public record Notices(@Nullable Terms terms, @Nullable String banner) {}

    /** Who is asked to agree to the terms in force: how many, how many have, and some of those who have or have not. */
    public record Answers(int version, HouseRules.Tally tally, Page<HouseRules.Answer> people) {}

    /** What there is for the actor to see. */
    public Notices look(Actor actor) {
        return new Notices(
                rules.current(actor.organization(), actor.account()).orElse(null),
                rules.banner(actor.organization()).orElse(null));
    }

    /** Agrees to terms; only to those that are in force, for these were read. Nothing happens if they have. */
    public Notices accept(Actor actor, int version) {
        Optional<Terms> current = rules.current(actor.organization(), actor.account());
        if (current.filter(terms -> terms.version() == version).isEmpty()) {
            throw new Conflict("terms.other", "There are other terms meanwhile.");
        }
        if (rules.accept(actor.account(), version, now())) {
            audit.note(
                    actor,
                    AuditDeed.TERMS_ACCEPTED,
                    Subjects.account(actor.account()),
                    new Details().with("version", version));
        }
        return look(actor);
    }

    /** Puts terms in force, which everybody is to agree to anew; an empty text takes them away. */
    public Notices publish(Actor actor, String text) {
        administration.check(actor, AdministrativeAction.CHANGE_SETTINGS);
        organizations.hold(actor.organization());
        int version = rules.publish(actor.organization(), checked(text, LONGEST_TERMS), actor.account(), now());
        audit.note(
                actor,
                AuditDeed.TERMS_PUBLISHED,
                Subjects.account(actor.account()),
                new Details().with("version", version));
        return look(actor);
    }

    /** Who has agreed to the terms in force, or has not, by the numbers of their accounts. */
    public Answers answers(Actor actor, boolean agreed, long after, int limit) {
        administration.check(actor, AdministrativeAction.CHANGE_SETTINGS);
        Page.check(limit);
        int version = rules.current(actor.organization(), actor.account())
                .orElseThrow(() -> new Missing("terms.missing", "There are no terms in force."))
                .version();
        List<HouseRules.Answer> found = rules.answers(actor.organization(), version, agreed, after, limit + 1);
        return new Answers(
                version,
                rules.tally(actor.organization(), version),
                Page.of(found, limit, answer -> answer.account().value()));
    }

    /** Puts a banner before everybody's eyes; an empty text takes it away. */
    public Notices show(Actor actor, String text) {
        administration.check(actor, AdministrativeAction.CHANGE_SETTINGS);
        String banner = checked(text, LONGEST_BANNER);
        rules.show(actor.organization(), banner, actor.account(), now());
        audit.note(actor, AuditDeed.BANNER_SET, Subjects.account(actor.account()), new Details().with("text", banner));
        return look(actor);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String checked(String text, int longest) {
        String clean = text.strip();
        if (clean.length() > longest || clean.indexOf('\0') >= 0) {
            throw new Rejected("terms.text", "The text has at most " + longest + " characters.");
        }
        return clean;
    }
}
