package chat.parley.ejb.retention;

import java.time.Clock;
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
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.retention.RetentionReach;
import chat.parley.jpa.retention.RetentionRule;
import chat.parley.jpa.retention.RetentionRule.Periods;
import chat.parley.jpa.retention.RetentionRule.State;
import chat.parley.jpa.retention.RetentionRules;

/**
 * The rules about keeping messages, and the labels they know conversations by. A rule is set as a draft, and only drafts are
 * set anew or taken away: what holds is changed by switching.
 */
@Stateless
public class KeepingRetention {

    /** How many rules an organization has at the most. */
    public static final int MOST_RULES = 200;

    private static final int MOST_LABELS = 20;

    @Inject
    Administration administration;

    @Inject
    RetentionRules rules;

    @Inject
    Sequences sequences;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** All rules, the oldest first. */
    public List<RetentionRule> list(Actor actor) {
        administration.check(actor, AdministrativeAction.SEE_RETENTION);
        return rules.of(actor.organization());
    }

    /** Adds a draft. */
    public RetentionRule add(Actor actor, SetRetention wish) {
        administration.check(actor, AdministrativeAction.CHANGE_RETENTION);
        SetRetention checked = wish.checked();
        rules.raise(actor.organization());
        if (rules.of(actor.organization()).size() >= MOST_RULES) {
            throw new Conflict("retention.full", "There are " + MOST_RULES + " rules already.");
        }
        return put(actor, sequences.next("retention_rule_id"), checked);
    }

    /** Puts another draft in the place of one. */
    public RetentionRule replace(Actor actor, long id, SetRetention wish) {
        administration.check(actor, AdministrativeAction.CHANGE_RETENTION);
        SetRetention checked = wish.checked();
        rules.raise(actor.organization());
        return put(actor, draft(actor, id).id(), checked);
    }

    /** Takes a draft away. */
    public void remove(Actor actor, long id) {
        administration.check(actor, AdministrativeAction.CHANGE_RETENTION);
        rules.raise(actor.organization());
        RetentionRule draft = draft(actor, id);
        rules.remove(draft);
        audit.note(actor, AuditDeed.RETENTION_RULE_REMOVED, Subjects.retentionRule(id), told(draft));
    }

    /** The labels of a conversation. */
    public List<String> labels(Actor actor, ConversationId conversation) {
        administration.check(actor, AdministrativeAction.SEE_RETENTION);
        checkThere(actor, conversation);
        return rules.labels(conversation);
    }

    /** Gives a conversation these labels and no others; they hold from the next sweep on. */
    public List<String> label(Actor actor, ConversationId conversation, List<String> labels) {
        administration.check(actor, AdministrativeAction.CHANGE_RETENTION);
        List<String> distinct = labels.stream().distinct().sorted().toList();
        if (distinct.size() > MOST_LABELS) {
            throw new Rejected("retention.rule", "A conversation has " + MOST_LABELS + " labels at the most.");
        }
        distinct.forEach(SetRetention::checkLabel);
        rules.raise(actor.organization());
        checkThere(actor, conversation);
        String before = String.join(" ", rules.labels(conversation));
        rules.label(conversation, distinct);
        audit.note(
                actor,
                AuditDeed.LABELS_SET,
                Subjects.conversation(conversation),
                new Details().with("before", before).with("labels", String.join(" ", distinct)));
        return distinct;
    }

    private RetentionRule put(Actor actor, long id, SetRetention wish) {
        if (wish.reach() instanceof RetentionReach.Conversation(ConversationId conversation)) {
            checkThere(actor, conversation);
        }
        RetentionRule rule = new RetentionRule(
                id,
                actor.organization(),
                wish.reach(),
                wish.name(),
                wish.periods(),
                State.DRAFT,
                actor.account(),
                clock.instant());
        rules.put(rule);
        audit.note(actor, AuditDeed.RETENTION_RULE_SET, Subjects.retentionRule(id), told(rule));
        return rule;
    }

    private RetentionRule draft(Actor actor, long id) {
        RetentionRule rule = find(actor, id);
        if (rule.state() != State.DRAFT) {
            throw new Conflict("retention.on", "The rule is on; it can be switched off after a dry run without it.");
        }
        return rule;
    }

    private RetentionRule find(Actor actor, long id) {
        return rules.find(actor.organization(), id)
                .orElseThrow(() -> new Missing("retention.missing", "There is no such rule."));
    }

    private void checkThere(Actor actor, ConversationId conversation) {
        if (!rules.has(actor.organization(), conversation)) {
            throw new Missing("conversation.missing", "There is no such conversation.");
        }
    }

    static Details told(RetentionRule rule) {
        Periods periods = rule.periods();
        Details details = new Details().with("name", rule.name()).with("reach", reach(rule.reach()));
        if (periods.keep() != null) {
            details.with("keepDays", periods.keep());
        }
        if (periods.delete() != null) {
            details.with("deleteDays", periods.delete());
        }
        if (periods.keepForever()) {
            details.with("keepForever", true);
        }
        if (periods.withdrawn() != null) {
            details.with("withdrawnDays", periods.withdrawn());
        }
        return details;
    }

    private static String reach(RetentionReach reach) {
        return switch (reach) {
            case RetentionReach.Organization _ -> "organization";
            case RetentionReach.Kind kind -> "kind " + kind.kind();
            case RetentionReach.Label label -> "label " + label.label();
            case RetentionReach.Conversation conversation -> "conversation " + conversation.conversation();
        };
    }
}
