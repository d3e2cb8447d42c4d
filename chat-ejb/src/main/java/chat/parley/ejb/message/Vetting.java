package chat.parley.ejb.message;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.screening.Screening;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PollTerms;
import chat.parley.jpa.message.Purpose;
import chat.parley.jpa.screening.Ruling;
import chat.parley.jpa.screening.ScreeningRule;
import org.jspecify.annotations.Nullable;

/**
 * The one way to the rules, for whatever somebody is about to say: asked once, after the door, and outside of transactions,
 * for it can take as long as the operator's classifier may. Where no rule holds, nothing is asked of the database.
 */
@ApplicationScoped
public class Vetting {

    @Inject
    Screening screening;

    @Inject
    HoldingBack holdingBack;

    @Inject
    Messages messages;

    /**
     * Judges a message that is to be posted, and does what the rules say.
     *
     * @return since when it is held back; empty if it may be posted now
     * @throws chat.parley.ejb.problem.ChatException.Denied {@code message.refused}, with the words of the rule
     */
    Optional<Instant> message(Actor actor, PostMessage wish) {
        ScreeningRule rule = screening
                .judge(actor, wish.conversation(), wish.id(), words(wish))
                .rule();
        return rule == null ? Optional.empty() : holdingBack.obey(actor, wish, rule);
    }

    /** Everything that people would read of it. */
    private static String words(PostMessage wish) {
        Purpose purpose = wish.purpose();
        PollTerms poll = purpose == null ? null : purpose.poll();
        return poll == null ? wish.body() : wish.body() + "\n" + String.join("\n", poll.options());
    }

    /**
     * Judges what a message is to say instead. There is nowhere it could wait, so what a rule would hold is refused
     * (docs/decisions/0152).
     *
     * @return what the rule is called that wants a moderator to look at it; null if none does
     * @throws chat.parley.ejb.problem.ChatException.Denied {@code message.refused}, with the words of the rule
     */
    @Nullable
    String change(Actor actor, ConversationId conversation, long seq, String body) {
        if (!screening.concerns(actor, conversation)) {
            return null;
        }
        UUID id = Changeable.find(messages, conversation, seq).id();
        ScreeningRule rule = screening.judge(actor, conversation, id, body).rule();
        if (rule == null) {
            return null;
        }
        if (rule.verdict().stricterThan(Ruling.FLAG)) {
            throw HoldingBack.refused(rule.words());
        }
        return rule.name();
    }
}
