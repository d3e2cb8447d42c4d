package chat.parley.ejb.screening;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.screening.Rulebook.Ready;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Judges a text before it becomes a message: on the thread of whoever says it, before the log's queue, so that nobody
 * else waits for it (docs/decisions/0150). The strictest rule wins; of two alike the organization's, then the older.
 */
@ApplicationScoped
public class Screening {

    @Inject
    Rulebook rulebook;

    @Inject
    MeterRegistry meters;

    @Inject
    Clock clock;

    /** Whether what is said there is judged at all; if not, {@link #judge} allows everything. */
    public boolean concerns(Actor actor, ConversationId conversation) {
        return rulebook.concerns(actor.organization(), conversation);
    }

    /**
     * What becomes of a text, which is remembered where somebody wants to know whether it comes again.
     *
     * @param message what the sender's client calls it: the same message is no repetition of itself
     * @throws chat.parley.ejb.problem.ChatException.Unavailable if it may not be posted unjudged and cannot be judged now
     */
    public Judgement judge(Actor actor, ConversationId conversation, UUID message, String body) {
        if (!concerns(actor, conversation)) {
            return Judgement.ALLOWED;
        }
        Utterance said = new Utterance(actor.account(), conversation, message, body);
        List<Ready> rules = rulebook.of(actor.organization(), conversation);
        if (rules.stream().anyMatch(each -> each.rule().kind() == ScreeningRule.Kind.REPEATS)) {
            rulebook.recent().note(said.sender(), conversation, message, said.likeness(), clock.instant());
        }
        Judgement judgement = judge(said, rules);
        if (judgement.verdict() != Ruling.ALLOW) {
            meters.counter(
                            "parley.screened",
                            "verdict",
                            judgement.verdict().name().toLowerCase(Locale.ROOT))
                    .increment();
        }
        return judgement;
    }

    /** What these rules make of it. Of those that black something out, all that are met count. */
    static Judgement judge(Utterance said, List<Ready> rules) {
        Ready strictest = null;
        List<Check> redacting = new ArrayList<>();
        for (Ready each : rules) {
            Ruling verdict = each.rule().verdict();
            boolean stricter =
                    strictest == null || verdict.stricterThan(strictest.rule().verdict());
            if ((stricter || verdict == Ruling.REDACT) && each.check().meets(said)) {
                strictest = stricter ? each : strictest;
                if (verdict == Ruling.REDACT) {
                    redacting.add(each.check());
                }
            }
        }
        return strictest == null ? Judgement.ALLOWED : new Judgement(strictest.rule(), new Redaction(redacting));
    }
}
