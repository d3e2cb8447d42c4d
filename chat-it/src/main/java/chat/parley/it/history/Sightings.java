package chat.parley.it.history;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What all readers saw under each number, as far as it was not what the log has there. */
final class Sightings {

    private record Place(long conversation, long seq) {}

    private final Map<Long, BitSet> right = new HashMap<>();
    private final Map<Place, Set<String>> odd = new HashMap<>();

    void right(long conversation, long seq) {
        right.computeIfAbsent(conversation, _ -> new BitSet()).set(Math.toIntExact(seq));
    }

    void odd(long conversation, long seq, String message) {
        odd.computeIfAbsent(new Place(conversation, seq), _ -> new TreeSet<>()).add(message);
    }

    void end(Findings findings) {
        odd.forEach((place, ids) -> {
            boolean others =
                    right.getOrDefault(place.conversation(), new BitSet()).get(Math.toIntExact(place.seq()));
            if (ids.size() > 1 || others) {
                findings.add(
                        Rule.READERS_DISAGREE,
                        null,
                        place.conversation(),
                        place.seq(),
                        "seen as " + ids + (others ? " and as what the log has" : ""));
            }
        });
    }
}
