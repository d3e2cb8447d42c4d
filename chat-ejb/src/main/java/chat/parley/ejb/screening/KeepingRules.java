package chat.parley.ejb.screening;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.screening.Rulebook.Ready;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.screening.ScreeningRule;
import chat.parley.jpa.screening.ScreeningRule.Kind;
import chat.parley.jpa.screening.ScreeningRules;
import chat.parley.jpa.screening.ScreeningScope;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which messages are judged: an organization's are its moderators' to set and to see; a conversation's
 * are set by its administrators and seen by its moderators. They hold on every node within a second.
 */
@Stateless
public class KeepingRules {

    /** How many rules a conversation, or an organization, has at the most. */
    public static final int MOST_RULES = 50;

    @Inject
    ConversationAccess access;

    @Inject
    ScreeningRules rules;

    @Inject
    Rulebook rulebook;

    @Inject
    Sequences sequences;

    @Inject
    Administration administration;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** The rules of a conversation or, if none is named, of the organization; the oldest first. */
    public List<ScreeningRule> list(Actor actor, @Nullable ConversationId conversation) {
        checkSees(actor, conversation);
        return rules.of(scope(actor, conversation));
    }

    /** Adds one. */
    public ScreeningRule add(Actor actor, @Nullable ConversationId conversation, SetRule wish) {
        checkSets(actor, conversation);
        SetRule checked = wish.checked();
        rules.raise();
        ScreeningScope scope = scope(actor, conversation);
        return put(actor, scope, sequences.next("screening_rule_id"), checked, false);
    }

    /** Puts another in the place of one. */
    public ScreeningRule replace(Actor actor, @Nullable ConversationId conversation, long id, SetRule wish) {
        checkSets(actor, conversation);
        SetRule checked = wish.checked();
        rules.raise();
        ScreeningScope scope = scope(actor, conversation);
        ScreeningRule before = find(scope, id);
        return put(actor, scope, before.id(), checked, before.off());
    }

    /** Switches one off or on; it stays as it was set. Nothing happens if it is so already. */
    public ScreeningRule turn(Actor actor, @Nullable ConversationId conversation, long id, boolean off) {
        checkSets(actor, conversation);
        rules.raise();
        ScreeningScope scope = scope(actor, conversation);
        if (find(scope, id).off() != off) {
            rules.turn(id, off);
            Details details = details(scope).with("state", off ? "off" : "on");
            audit.note(actor, AuditDeed.SCREENING_RULE_SET, Subjects.screeningRule(id), details);
        }
        return find(scope, id);
    }

    /** Takes one away. */
    public void remove(Actor actor, @Nullable ConversationId conversation, long id) {
        checkSets(actor, conversation);
        rules.raise();
        ScreeningScope scope = scope(actor, conversation);
        rules.remove(find(scope, id));
        audit.note(actor, AuditDeed.SCREENING_RULE_REMOVED, Subjects.screeningRule(id), details(scope));
    }

    /** What would become of a text, as the rules are now; nothing is said by it. No transaction: a service may be asked. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Judgement tryOut(Actor actor, ConversationId conversation, String text) {
        checkSees(actor, conversation);
        List<Ready> all = new ArrayList<>(rulebook.asked(scope(actor, null)));
        all.addAll(rulebook.asked(scope(actor, conversation)));
        return Screening.judge(new Utterance(actor.account(), conversation, UUID.randomUUID(), text), all);
    }

    private ScreeningRule put(Actor actor, ScreeningScope scope, long id, SetRule wish, boolean off) {
        checkRoom(scope, id, wish);
        ScreeningRule rule = rule(actor, scope, id, wish, off);
        rules.put(rule);
        audit.note(actor, AuditDeed.SCREENING_RULE_SET, Subjects.screeningRule(id), details(scope));
        return rule;
    }

    private ScreeningRule rule(Actor actor, ScreeningScope scope, long id, SetRule wish, boolean off) {
        return new ScreeningRule(
                id,
                scope,
                wish.kind(),
                wish.verdict(),
                wish.name(),
                wish.words(),
                wish.terms(),
                wish.others(),
                wish.most(),
                wish.seconds(),
                wish.unasked(),
                off,
                actor.account(),
                clock.instant());
    }

    /** All rules of a place together are bounded too, for every message there is held against all of them. */
    private void checkRoom(ScreeningScope scope, long id, SetRule wish) {
        List<ScreeningRule> others =
                rules.of(scope).stream().filter(rule -> rule.id() != id).toList();
        if (others.size() >= MOST_RULES) {
            throw new Conflict("screening.full", "There are " + MOST_RULES + " rules already.");
        }
        if (wish.kind() == Kind.PATTERNS) {
            Stream<String> patterns =
                    others.stream().filter(rule -> rule.kind() == Kind.PATTERNS).flatMap(rule -> rule.terms().stream());
            SetRule.checkPatterns(Stream.concat(patterns, wish.terms().stream()).toList());
        }
    }

    private ScreeningRule find(ScreeningScope scope, long id) {
        return rules.find(scope, id).orElseThrow(() -> new Missing("screening.missing", "There is no such rule."));
    }

    /** A rule of the organization as it would be, if it were set; refused like that. */
    public ScreeningRule draft(Actor actor, SetRule wish) {
        return rule(actor, scope(actor, null), 0, wish.checked(), false);
    }

    /** Refuses whoever may not see the rules of a conversation or, if none is named, of the organization. */
    public void checkSees(Actor actor, @Nullable ConversationId conversation) {
        if (conversation == null) {
            administration.check(actor, AdministrativeAction.CHANGE_SCREENING);
        } else {
            access.toReview(actor, conversation);
        }
    }

    private void checkSets(Actor actor, @Nullable ConversationId conversation) {
        if (conversation == null) {
            administration.check(actor, AdministrativeAction.CHANGE_SCREENING);
        } else {
            access.toScreen(actor, conversation);
        }
    }

    private static Details details(ScreeningScope scope) {
        ConversationId conversation = scope.conversation();
        return new Details().with("conversation", conversation == null ? null : conversation.toString());
    }

    private static ScreeningScope scope(Actor actor, @Nullable ConversationId conversation) {
        return new ScreeningScope(actor.organization(), conversation);
    }
}
