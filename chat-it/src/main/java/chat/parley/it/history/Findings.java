package chat.parley.it.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The violations found so far: all are counted, and the first of each rule are kept. */
final class Findings {

    private static final int KEPT = 50;

    private final List<Violation> kept = new ArrayList<>();
    private final Map<Rule, Integer> counts = new EnumMap<>(Rule.class);

    void add(Rule rule, @Nullable String client, long conversation, long number, String detail) {
        if (counts.merge(rule, 1, Integer::sum) <= KEPT) {
            kept.add(new Violation(rule, client, conversation, number, detail));
        }
    }

    Verdict verdict() {
        return new Verdict(List.copyOf(kept), Map.copyOf(counts));
    }
}
