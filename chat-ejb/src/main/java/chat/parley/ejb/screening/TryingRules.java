package chat.parley.ejb.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.screening.Rulebook.Ready;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule;
import chat.parley.jpa.screening.ScreeningScope;
import org.jspecify.annotations.Nullable;

/** A bench for rules: what they would do with a text, and where in it they find what. Nothing is said by it. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TryingRules {

    /** A conversation that there is not: what is tried out is no repetition of what was said anywhere. */
    private static final ConversationId BENCH = new ConversationId(Long.MAX_VALUE);

    @Inject
    KeepingRules keeping;

    @Inject
    Rulebook rulebook;

    /**
     * A rule that is met, and by which parts of the text.
     *
     * @param passages empty if the rule is about no parts
     */
    public record Met(ScreeningRule rule, List<Passage> passages) {}

    /**
     * What would become of a text.
     *
     * @param rules all that are met, not only the strictest
     * @param posted the text as it would be posted at last; null if it would not be
     */
    public record Outcome(
            Ruling verdict, List<Met> rules, @Nullable String posted) {}

    /** By the organization's rules as they are now; or by this one alone, which is not set yet. */
    public Outcome tryOut(Actor actor, String text, @Nullable SetRule candidate) {
        keeping.checkSees(actor, null);
        List<Ready> rules = candidate == null
                ? rulebook.asked(new ScreeningScope(actor.organization(), null))
                : List.of(rulebook.ready(keeping.draft(actor, candidate)));
        Utterance said = new Utterance(actor.account(), BENCH, UUID.randomUUID(), text);
        List<Met> met = new ArrayList<>();
        for (Ready each : rules) {
            if (each.check().meets(said)) {
                met.add(new Met(each.rule(), each.check().passages(text)));
            }
        }
        Judgement judgement = Screening.judge(said, rules);
        return outcome(judgement, met, text);
    }

    private static Outcome outcome(Judgement judgement, List<Met> met, String text) {
        String posted = judgement.verdict() == Ruling.REFUSE
                ? null
                : judgement.redaction().of(List.of(text)).map(List::getFirst).orElse(null);
        Ruling verdict = posted == null ? Ruling.REFUSE : judgement.verdict();
        return new Outcome(verdict, List.copyOf(met), posted);
    }
}
