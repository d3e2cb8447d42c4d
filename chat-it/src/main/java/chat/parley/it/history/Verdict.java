package chat.parley.it.history;

import java.util.List;
import java.util.Map;

/**
 * What came of judging.
 *
 * @param violations the first of each rule
 * @param counts how often each rule was broken; those that held are not named
 */
public record Verdict(List<Violation> violations, Map<Rule, Integer> counts) {

    /** Whether every rule held. */
    public boolean clean() {
        return counts.isEmpty();
    }
}
