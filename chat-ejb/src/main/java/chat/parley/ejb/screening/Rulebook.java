package chat.parley.ejb.screening;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.screening.ScreeningRule;
import chat.parley.jpa.screening.ScreeningRules;
import chat.parley.jpa.screening.ScreeningScope;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * The rules as this node knows them: where there are any, always; the rules themselves, once somebody speaks where they
 * hold. It looks once a second whether they were changed. Where no rule holds, which is nearly everywhere, a message costs
 * two look-ups in memory.
 */
@ApplicationScoped
public class Rulebook {

    /** All terms of all rules that are kept ready; the rest is read again when it is needed. */
    private static final long MOST_TERMS = 200_000;

    @Inject
    ScreeningRules stored;

    @Inject
    Classifier classifier;

    @Inject
    Clock clock;

    /** A rule and what looks for what it is about. */
    record Ready(ScreeningRule rule, Check check) {}

    /** Where there are rules as of a revision. */
    private record Known(long revision, Set<ScreeningScope> scopes) {}

    private record Place(ScreeningScope scope, long revision) {}

    private final RecentTexts recent = new RecentTexts();
    private volatile Known known = new Known(-1, Set.of());
    private final Cache<Place, List<Ready>> ready = Caffeine.newBuilder()
            .maximumWeight(MOST_TERMS)
            .weigher((Place place, List<Ready> rules) -> weight(rules))
            .build();

    /** Asks the database whether anything was changed. If that throws, what was known stays known. */
    void refresh() {
        long revision = stored.revision();
        if (revision != known.revision()) {
            known = new Known(revision, Set.copyOf(stored.scopes()));
        }
    }

    /** Whether anything that is said there is judged. */
    boolean concerns(OrganizationId organization, ConversationId conversation) {
        Set<ScreeningScope> scopes = known.scopes();
        return !scopes.isEmpty()
                && (scopes.contains(new ScreeningScope(organization, null))
                        || scopes.contains(new ScreeningScope(organization, conversation)));
    }

    /** The rules of the organization, then those of the conversation. */
    List<Ready> of(OrganizationId organization, ConversationId conversation) {
        Known now = known;
        List<Ready> all = new ArrayList<>();
        for (ScreeningScope scope :
                List.of(new ScreeningScope(organization, null), new ScreeningScope(organization, conversation))) {
            if (now.scopes().contains(scope)) {
                all.addAll(ready.get(new Place(scope, now.revision()), place -> made(stored.of(scope))));
            }
        }
        return all;
    }

    /** The same, as the database has them now. */
    List<Ready> asked(ScreeningScope scope) {
        return made(stored.of(scope));
    }

    /** One rule, ready although it is not set. */
    Ready ready(ScreeningRule rule) {
        return new Ready(rule, Check.of(rule, tools()));
    }

    RecentTexts recent() {
        return recent;
    }

    private List<Ready> made(List<ScreeningRule> rules) {
        Check.Tools tools = tools();
        List<Ready> made = new ArrayList<>();
        for (ScreeningRule rule : rules) {
            if (rule.off()) {
                continue;
            }
            try {
                made.add(new Ready(rule, Check.of(rule, tools)));
            } catch (RuntimeException e) { // set by a release that understood more: the others still hold
                ChatLog.LOG.ruleNotUnderstood(e, rule.id());
            }
        }
        return List.copyOf(made);
    }

    private Check.Tools tools() {
        return new Check.Tools(recent, classifier::labels, clock);
    }

    private static int weight(List<Ready> rules) {
        return 1
                + rules.stream()
                        .mapToInt(each -> 1 + each.rule().terms().size())
                        .sum();
    }
}
