package chat.parley.ejb.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Who appears in an export, and where: what its formats say of people and conversations besides their numbers.
 *
 * @param people accounts, by number
 * @param conversations with who was in them when, by number
 */
record Cast(Map<Long, JsonNode> people, Map<Long, JsonNode> conversations) {

    private static final long FOR_EVER = Long.MAX_VALUE;

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
        JsonNode described = conversations.get(conversation);
        String named = text(described, "name", "");
        if (!named.isEmpty()) {
            return named;
        }
        return String.join(
                ", ",
                members(conversation, FOR_EVER - 1).stream().map(this::name).toList());
    }

    /** Whether it is between two for ever. */
    boolean isDirect(long conversation) {
        return text(conversations.get(conversation), "kind", "").equals("direct");
    }

    /** Who was a member when a message was posted, by number. */
    List<Long> members(long conversation, long seq) {
        List<Long> members = new ArrayList<>();
        JsonNode described = conversations.get(conversation);
        if (described != null) {
            for (JsonNode span : described.path("members")) {
                if (span.path("joined").asLong() <= seq && span.path("to").asLong(FOR_EVER) >= seq) {
                    members.add(span.path("account").asLong());
                }
            }
        }
        return members.stream().distinct().sorted().toList();
    }

    private static String text(@Nullable JsonNode node, String field, String otherwise) {
        return node == null ? otherwise : node.path(field).asText(otherwise);
    }
}
