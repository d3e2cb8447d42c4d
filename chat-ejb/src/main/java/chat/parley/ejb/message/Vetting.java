package chat.parley.ejb.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.screening.Judgement;
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
     * A message as the rules let it be.
     *
     * @param wish without what is blacked out
     * @param heldAt since when it is held back; null if it may be posted now
     */
    record Vetted(PostMessage wish, @Nullable Instant heldAt) {}

    /**
     * Judges a message that is to be posted, and does what the rules say.
     *
     * @throws chat.parley.ejb.problem.ChatException.Denied {@code message.refused} or {@code message.warned}, with the words
     *     of the rule
     */
    Vetted message(Actor actor, PostMessage wish) {
        List<String> words = words(wish);
        Judgement judgement = screening.judge(actor, wish.conversation(), wish.id(), String.join("\n", words));
        ScreeningRule rule = judgement.rule();
        if (rule == null) {
            return new Vetted(wish, null);
        }
        PostMessage said = rule.verdict() == Ruling.REFUSE ? wish : saying(wish, redacted(judgement, rule, words));
        return new Vetted(said, holdingBack.obey(actor, said, rule).orElse(null));
    }

    /** Everything that people would read of it: the body, then the options of a poll. */
    private static List<String> words(PostMessage wish) {
        List<String> words = new ArrayList<>();
        words.add(wish.body());
        Purpose purpose = wish.purpose();
        PollTerms poll = purpose == null ? null : purpose.poll();
        if (poll != null) {
            words.addAll(poll.options());
        }
        return words;
    }

    private static PostMessage saying(PostMessage wish, List<String> words) {
        Purpose purpose = wish.purpose();
        PollTerms poll = purpose == null ? null : purpose.poll();
        if (purpose == null || poll == null) {
            return wish.saying(words.getFirst(), purpose);
        }
        List<String> options = words.subList(1, words.size());
        PollTerms other = new PollTerms(options, poll.multiple(), poll.anonymous(), poll.endsAt());
        return wish.saying(words.getFirst(), new Purpose(purpose.priority(), other));
    }

    /** What cannot be blacked out is refused. */
    private static List<String> redacted(Judgement judgement, ScreeningRule rule, List<String> words) {
        if (judgement.redaction().isEmpty()) {
            return words;
        }
        List<String> black = judgement.redaction().of(words).orElseThrow(() -> HoldingBack.refused(rule.words()));
        MessageBody.check(black.getFirst());
        return black;
    }

    /**
     * What a message may say instead.
     *
     * @param rule what the rule is called that wants a moderator to look at it; null if none does
     */
    record Reworded(String body, @Nullable String rule) {}

    /**
     * Judges what a message is to say instead. There is nowhere it could wait, so what a rule would hold is refused
     * (docs/decisions/0152).
     *
     * @throws chat.parley.ejb.problem.ChatException.Denied {@code message.refused}, with the words of the rule
     */
    Reworded change(Actor actor, ConversationId conversation, long seq, String body) {
        if (!screening.concerns(actor, conversation)) {
            return new Reworded(body, null);
        }
        UUID id = Changeable.find(messages, conversation, seq).id();
        Judgement judgement = screening.judge(actor, conversation, id, body);
        ScreeningRule rule = judgement.rule();
        if (rule == null) {
            return new Reworded(body, null);
        }
        if (rule.verdict().stricterThan(Ruling.WARN)) {
            throw HoldingBack.refused(rule.words());
        }
        String black = redacted(judgement, rule, List.of(body)).getFirst();
        return new Reworded(black, rule.verdict() == Ruling.REDACT ? null : rule.name());
    }
}
