package chat.parley.ejb.retention;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.retention.DryRun;
import chat.parley.jpa.retention.DryRun.Fate;
import chat.parley.jpa.retention.DryRun.Outlook;
import chat.parley.jpa.retention.DryRuns;
import chat.parley.jpa.retention.RetentionRule;
import chat.parley.jpa.retention.RetentionRule.State;
import chat.parley.jpa.retention.RetentionRules;
import org.jspecify.annotations.Nullable;

/**
 * Switching rules on and off, and seeing first what would come of it. Off needs that as much as on: what a rule has kept
 * goes when it no longer holds.
 */
@Stateless
public class SwitchingRetention {

    /** For so long a dry run says what switching comes to. */
    public static final Duration FRESH = Duration.ofHours(1);

    @Inject
    Administration administration;

    @Inject
    RetentionRules rules;

    @Inject
    DryRuns dryRuns;

    @Inject
    Sequences sequences;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /**
     * What would become of the organization's messages.
     *
     * @param fresh whether the rule can still be switched by it
     * @param fates of all messages together
     */
    public record Forecast(DryRun run, boolean fresh, List<Fate> fates) {}

    /** Finds out what would become of all messages if this rule were switched. */
    public Forecast tryOut(Actor actor, long id) {
        administration.check(actor, AdministrativeAction.CHANGE_RETENTION);
        RetentionRule rule = find(actor, id);
        if (!dryRuns.begin(actor.organization())) {
            throw new Conflict("retention.busy", "Somebody else makes a dry run just now.");
        }
        DryRun run = new DryRun(
                sequences.next("retention_dry_run_id"),
                actor.organization(),
                id,
                rule.state() == State.DRAFT,
                rules.revision(actor.organization()),
                actor.account(),
                clock.instant());
        dryRuns.make(run);
        return new Forecast(run, true, dryRuns.fates(run));
    }

    /** What was found out; for a day. */
    public Forecast forecast(Actor actor, long dryRun) {
        administration.check(actor, AdministrativeAction.SEE_RETENTION);
        DryRun run = run(actor, dryRun);
        return new Forecast(run, isFresh(run), dryRuns.fates(run));
    }

    /** The same by conversation, by their numbers. */
    public Page<Outlook> outlooks(Actor actor, long dryRun, @Nullable Long after, int limit) {
        administration.check(actor, AdministrativeAction.SEE_RETENTION);
        Page.check(limit);
        List<Outlook> found = dryRuns.outlooks(run(actor, dryRun), after == null ? 0 : after, limit + 1);
        return Page.of(found, limit, outlook -> outlook.conversation().value());
    }

    /** Switches a rule on, or makes it a draft again; refused unless a fresh dry run has said what that comes to. */
    public RetentionRule turn(Actor actor, long id, State state, long dryRun) {
        administration.check(actor, AdministrativeAction.CHANGE_RETENTION);
        DryRun run = run(actor, dryRun);
        boolean unchanged = rules.raise(actor.organization()) == run.revision() + 1;
        RetentionRule rule = find(actor, id);
        boolean on = state == State.ON;
        if (!unchanged || run.rule() != id || run.on() != on || rule.state() == state || isOld(run)) {
            throw new Conflict(
                    "retention.stale", "That dry run is older than the rules are, or of something else: make another.");
        }
        RetentionRule turned = new RetentionRule(
                id,
                rule.organization(),
                rule.reach(),
                rule.name(),
                rule.periods(),
                state,
                actor.account(),
                clock.instant());
        rules.put(turned);
        audit.note(
                actor,
                on ? AuditDeed.RETENTION_RULE_ON : AuditDeed.RETENTION_RULE_OFF,
                Subjects.retentionRule(id),
                KeepingRetention.told(turned).with("dryRun", dryRun));
        return turned;
    }

    private boolean isFresh(DryRun run) {
        return !isOld(run) && rules.revision(run.organization()) == run.revision();
    }

    private boolean isOld(DryRun run) {
        return clock.instant().isAfter(run.at().plus(FRESH));
    }

    private DryRun run(Actor actor, long id) {
        return dryRuns.find(actor.organization(), id)
                .orElseThrow(() -> new Missing("retention.missing", "There is no such dry run any more."));
    }

    private RetentionRule find(Actor actor, long id) {
        return rules.find(actor.organization(), id)
                .orElseThrow(() -> new Missing("retention.missing", "There is no such rule."));
    }
}
