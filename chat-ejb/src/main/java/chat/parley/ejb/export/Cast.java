package chat.parley.ejb.export;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.jspecify.annotations.Nullable;

/** Who appears in an export, and where: what its formats say of people and conversations besides their numbers. */
final class Cast {

    /** Of more members than that a format says only how many there are; the list of conversations has them all. */
    static final int MOST_MEMBERS = 200;

    private static final long FOR_EVER = Long.MAX_VALUE;

    private final Map<Long, JsonNode> people;
    private final Map<Long, JsonNode> conversations;
    private final Map<Long, Attendance> attendances = new HashMap<>();

    /**
     * Of these.
     *
     * @param people accounts, by number
     * @param conversations with who was in them when, by number
     */
    Cast(Map<Long, JsonNode> people, Map<Long, JsonNode> conversations) {
        this.people = people;
        this.conversations = conversations;
    }

    /** What an account calls itself. */
    String name(long account) {
        return text(people.get(account), "name", "Account " + account);
    }

    /** What it signs in with. */
    String username(long account) {
        return text(people.get(account), "username", "account-" + account);
    }

    /** What a conversation is called; two that are direct go by the names of both. */
    String title(long conversation) {
        String named = text(conversations.get(conversation), "name", "");
        return named.isEmpty() ? attendance(conversation).title : named;
    }

    /** Of which moment a conversation is told. */
    String asOf(long conversation) {
        JsonNode point = conversations
                .getOrDefault(conversation, MissingNode.getInstance())
                .path("asOf");
        return "As of message %d, change %d, %s"
                .formatted(
                        point.path("seq").asLong(),
                        point.path("rev").asLong(),
                        point.path("at").asText());
    }

    /** Whether it is between two for ever. */
    boolean isDirect(long conversation) {
        return text(conversations.get(conversation), "kind", "").equals("direct");
    }

    /** Who was a member when a message was posted, by number. */
    List<Long> members(long conversation, long seq) {
        return attendance(conversation).at(seq);
    }

    /** The same in words, each as it is called; of very many their number only. */
    String members(long conversation, long seq, String separator, LongFunction<String> called) {
        List<Long> members = members(conversation, seq);
        return members.size() > MOST_MEMBERS
                ? members.size() + " members"
                : members.stream().map(called::apply).collect(Collectors.joining(separator));
    }

    private Attendance attendance(long conversation) {
        return attendances.computeIfAbsent(conversation, id -> new Attendance(conversations.get(id)));
    }

    private static String text(@Nullable JsonNode node, String field, String otherwise) {
        return node == null ? otherwise : node.path(field).asText(otherwise);
    }

    private record Span(long account, long from, long to) {}

    /** Who was a member of a conversation when. As long as nobody comes or goes, it is not looked up again. */
    private final class Attendance {

        private final List<Span> spans = new ArrayList<>();
        private final String title;
        private List<Long> present = List.of();
        private long from = FOR_EVER;
        private long to;

        Attendance(@Nullable JsonNode described) {
            if (described != null) {
                described
                        .path("members")
                        .forEach(span -> spans.add(new Span(
                                span.path("account").asLong(),
                                span.path("joined").asLong(),
                                span.path("to").asLong(FOR_EVER))));
            }
            title = at(FOR_EVER - 1).stream().map(Cast.this::name).collect(Collectors.joining(", "));
        }

        List<Long> at(long seq) {
            if (seq < from || seq > to) {
                look(seq);
            }
            return present;
        }

        private void look(long seq) {
            from = 0;
            to = FOR_EVER;
            TreeSet<Long> found = new TreeSet<>();
            for (Span span : spans) {
                if (span.from > seq) {
                    to = Math.min(to, span.from - 1);
                } else if (span.to < seq) {
                    from = Math.max(from, span.to + 1);
                } else {
                    found.add(span.account);
                    from = Math.max(from, span.from);
                    to = Math.min(to, span.to);
                }
            }
            present = List.copyOf(found);
        }
    }
}
