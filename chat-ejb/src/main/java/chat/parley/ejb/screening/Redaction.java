package chat.parley.ejb.screening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Blacking out what some rules are about. */
public final class Redaction {

    /** Nothing is to be blacked out. */
    static final Redaction NONE = new Redaction(List.of());

    /** What stands where something was. */
    public static final String BLACK = "████";

    private final List<Check> checks;

    Redaction(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Whether there is anything to be blacked out. */
    public boolean isEmpty() {
        return checks.isEmpty();
    }

    /**
     * These texts, which are read together, without what the rules are about; empty if that could not be done, for a rule is
     * still met by what would be left.
     */
    public Optional<List<String>> of(List<String> texts) {
        List<String> black = texts.stream().map(this::of).toList();
        Utterance left = Utterance.of(String.join("\n", black));
        return checks.stream().anyMatch(check -> check.meets(left)) ? Optional.empty() : Optional.of(black);
    }

    private String of(String text) {
        List<Passage> passages = new ArrayList<>();
        checks.forEach(check -> passages.addAll(check.passages(text)));
        passages.sort(Comparator.comparingInt(Passage::from));
        StringBuilder black = new StringBuilder();
        int at = 0;
        for (Passage passage : passages) {
            if (passage.from() >= at) {
                black.append(text, at, passage.from()).append(BLACK);
            }
            at = Math.max(at, passage.to());
        }
        return black.append(text, at, text.length()).toString();
    }
}
