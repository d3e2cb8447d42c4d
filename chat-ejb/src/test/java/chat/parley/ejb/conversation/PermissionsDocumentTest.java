package chat.parley.ejb.conversation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.Place;
import chat.parley.jpa.conversation.PostingPolicy;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Visibility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the table in {@code docs/permissions.md} against what {@link Permissions} decides. */
class PermissionsDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "permissions.md");
    private static final Path SHOULD_BE = Path.of("target", "permissions-table.md");

    private static final Map<String, Place> PLACES = new LinkedHashMap<>();

    static {
        PLACES.put("group", place(ConversationKind.GROUP, Visibility.PRIVATE));
        PLACES.put("public channel", place(ConversationKind.CHANNEL, Visibility.PUBLIC));
        PLACES.put("private channel", place(ConversationKind.CHANNEL, Visibility.PRIVATE));
        PLACES.put("direct", place(ConversationKind.DIRECT, Visibility.PRIVATE));
    }

    @Test
    void the_document_shows_the_table_as_it_is() throws IOException {
        String table = table();
        Files.createDirectories(SHOULD_BE.getParent());
        Files.writeString(SHOULD_BE, table);

        assertThat(Files.readString(DOCUMENT))
                .as("the table in %s; what it should be is in chat-ejb/%s", DOCUMENT, SHOULD_BE)
                .contains(table);
    }

    private static String table() {
        String head = "| to | where | " + roles() + " | archived | announcements | muted | blocked |\n| --- | --- | "
                + Arrays.stream(Role.values()).map(role -> "---").collect(Collectors.joining(" | "))
                + " | --- | --- | --- | --- |\n";
        return Arrays.stream(Action.values())
                .map(PermissionsDocumentTest::rows)
                .collect(Collectors.joining("", head, ""));
    }

    private static String roles() {
        return Arrays.stream(Role.values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" | "));
    }

    /** One row for all places where the answers are the same. */
    private static String rows(Action action) {
        Map<String, List<String>> placesByAnswers = PLACES.keySet().stream()
                .collect(Collectors.groupingBy(
                        place -> answers(action, place), LinkedHashMap::new, Collectors.toList()));
        return placesByAnswers.entrySet().stream()
                .map(row -> "| " + action.wish() + " | " + where(row.getValue()) + " | " + row.getKey() + " |\n")
                .collect(Collectors.joining());
    }

    private static String where(List<String> places) {
        return switch (places.size()) {
            case 4 -> "everywhere";
            case 3 -> "groups and channels";
            default -> String.join(", ", places);
        };
    }

    private static String answers(Action action, String name) {
        Place place = Objects.requireNonNull(PLACES.get(name));
        Place archived = new Place(place.kind(), place.visibility(), true, PostingPolicy.EVERYBODY);
        String open = answers(action, place);
        String closed = answers(action, archived);
        return String.join(
                " | ",
                open,
                closed.equals(open) ? "the same" : archivedAnswer(action, archived),
                announcementsAnswer(action, place),
                Permissions.refusalToMuted(action).isEmpty() ? "the same" : "`muted`",
                Permissions.refusalToBlocked(action).isEmpty() ? "the same" : "`blocked`");
    }

    /** Whose answer is another where only moderators post. */
    private static String announcementsAnswer(Action action, Place place) {
        Place announcing = new Place(place.kind(), place.visibility(), false, PostingPolicy.MODERATORS);
        List<Role> others = Arrays.stream(Role.values())
                .filter(role -> !answer(role, announcing, action).equals(answer(role, place, action)))
                .toList();
        if (others.isEmpty()) {
            return "the same";
        }
        assertThat(others).allMatch(role -> answer(role, announcing, action).equals("`announcements`"));
        return "`announcements` to a "
                + others.stream()
                        .map(role -> role.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
    }

    private static String answers(Action action, Place place) {
        return Arrays.stream(Role.values())
                .map(role -> answer(role, place, action))
                .collect(Collectors.joining(" | "));
    }

    private static String answer(Role role, Place place, Action action) {
        return Permissions.refusal(role, place, action)
                .map(refusal -> switch (refusal) {
                    case DIRECT -> "`direct`";
                    case ARCHIVED -> "`archived`";
                    case ROLE_TOO_LOW -> "–";
                    case ANNOUNCEMENTS -> "`announcements`";
                    case MUTED, BLOCKED, PARTED, LAST_OWNER, VERSIONS_HIDDEN ->
                        throw new IllegalStateException("not a matter of the table");
                })
                .orElse("yes");
    }

    private static String archivedAnswer(Action action, Place archived) {
        List<String> answers = Arrays.stream(Role.values())
                .map(role -> answer(role, archived, action))
                .distinct()
                .toList();
        assertThat(answers).as("one answer for everybody where it is archived").hasSize(1);
        return answers.getFirst();
    }

    private static Place place(ConversationKind kind, Visibility visibility) {
        return new Place(kind, visibility, false, PostingPolicy.EVERYBODY);
    }
}
