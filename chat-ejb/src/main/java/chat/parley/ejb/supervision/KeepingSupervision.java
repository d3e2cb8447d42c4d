package chat.parley.ejb.supervision;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Duties;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.segment.Segment;
import chat.parley.jpa.segment.Segments;
import chat.parley.jpa.supervision.SupervisionRule;
import chat.parley.jpa.supervision.SupervisionRule.Yardstick;
import chat.parley.jpa.supervision.SupervisionRules;
import chat.parley.jpa.supervision.SupervisionWalk;
import org.jspecify.annotations.Nullable;

/** The rules by which messages are reviewed: setting and ending them, and who reviews. None is ever made another. */
@Stateless
public class KeepingSupervision {

    private static final int MOST_RULES = 50;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Administration administration;

    @Inject
    SupervisionRules rules;

    @Inject
    SupervisionWalk walk;

    @Inject
    Segments segments;

    @Inject
    Duties duties;

    @Inject
    Sequences sequences;

    @Inject
    AuditLog audit;

    /**
     * A rule, and what is told of the key by which it draws.
     *
     * @param commitment the SHA-256 of the key
     * @param seed the key itself, once the rule has ended: then everybody may draw again
     */
    public record Known(
            SupervisionRule rule,
            String commitment,
            @Nullable String seed) {

        static Known of(SupervisionRule rule) {
            return new Known(rule, Lot.commitment(rule.seed()), rule.ended() == null ? null : rule.seed());
        }
    }

    /** All of them, the ended ones too, the oldest first. */
    public List<Known> list(Actor actor) {
        administration.check(actor, AdministrativeAction.SEE_SUPERVISION);
        return rules.of(actor.organization()).stream().map(Known::of).toList();
    }

    /** The segments that a rule may be about, by name: who sets rules need not be who keeps segments. */
    public List<Segment> segments(Actor actor) {
        administration.check(actor, AdministrativeAction.SEE_SUPERVISION);
        return segments.of(actor.organization());
    }

    /** Sets one, for what is posted from now on. */
    public Known set(Actor actor, SetSupervision wish) {
        administration.check(actor, AdministrativeAction.CHANGE_SUPERVISION);
        SetSupervision clean = wish.checked();
        OrganizationId organization = actor.organization();
        if (!rules.exists(organization, clean.reach())) {
            throw SetSupervision.refused("There is no such user group or segment.");
        }
        checkReviewers(organization, clean.reviewers());
        walk.occupy(organization);
        if (rules.of(organization).stream().filter(rule -> rule.ended() == null).count() >= MOST_RULES) {
            throw new Conflict("supervision.full", "There are " + MOST_RULES + " rules in force already; end one.");
        }
        long id = sequences.next("supervision_rule_id");
        rules.add(new SupervisionRule(
                id,
                organization,
                String.valueOf(clean.name()),
                clean.reach(),
                new Yardstick(
                        clean.hundredths(),
                        clean.lexicon().words(),
                        clean.lexicon().patterns()),
                Duration.ofDays(clean.dueDays()),
                clean.reviewers(),
                Lot.freshSeed(RANDOM),
                0,
                new Mark(actor.account(), Instant.EPOCH),
                null));
        Known set = find(actor, id);
        audit.note(
                actor,
                AuditDeed.SUPERVISION_RULE_SET,
                Subjects.supervisionRule(id),
                new Details()
                        .with("name", set.rule().name())
                        .with("share", clean.share().toPlainString())
                        .with("commitment", set.commitment()));
        return set;
    }

    /** Has others review, what was selected already too. */
    public Known appoint(Actor actor, long id, List<AccountId> reviewers) {
        SupervisionRule rule = stillInForce(actor, id);
        List<AccountId> clean = SetSupervision.checked(reviewers);
        checkReviewers(actor.organization(), clean);
        rules.appoint(id, clean);
        audit.note(
                actor,
                AuditDeed.SUPERVISION_REVIEWERS_SET,
                Subjects.supervisionRule(id),
                new Details().with("before", words(rule.reviewers())).with("now", words(clean)));
        return find(actor, id);
    }

    /** Ends one; what it has selected stays to be reviewed. */
    public Known end(Actor actor, long id) {
        SupervisionRule rule = stillInForce(actor, id);
        rules.end(id, actor.account());
        audit.note(
                actor,
                AuditDeed.SUPERVISION_RULE_ENDED,
                Subjects.supervisionRule(id),
                new Details().with("name", rule.name()));
        return find(actor, id);
    }

    private SupervisionRule stillInForce(Actor actor, long id) {
        administration.check(actor, AdministrativeAction.CHANGE_SUPERVISION);
        walk.occupy(actor.organization());
        SupervisionRule rule = find(actor, id).rule();
        if (rule.ended() != null) {
            throw new Conflict("supervision.ended", "The rule has ended.");
        }
        return rule;
    }

    private Known find(Actor actor, long id) {
        return rules.find(actor.organization(), id)
                .map(Known::of)
                .orElseThrow(() -> new Missing("supervision.missing", "There is no such rule."));
    }

    private void checkReviewers(OrganizationId organization, List<AccountId> reviewers) {
        for (AccountId reviewer : reviewers) {
            if (!duties.of(organization, reviewer).contains(Duty.COMPLIANCE)) {
                throw SetSupervision.refused("Reviewers have the duty compliance; " + reviewer + " has not.");
            }
        }
    }

    private static String words(List<AccountId> accounts) {
        return String.join(" ", accounts.stream().map(AccountId::toString).toList());
    }
}
