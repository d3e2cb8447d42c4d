package chat.parley.it.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import chat.parley.launcher.ParleyHome;

/** The table of {@code docs/permissions.md}, as a reader without the server's classes understands it. */
final class PermissionsTable {

    static final List<String> ROLES = List.of("owner", "administrator", "moderator", "member", "guest");

    private static final String YES = "yes";
    private static final String SAME = "the same";
    private static final List<String> ROOMS = List.of("group", "public channel", "private channel");

    /** What is answered to somebody who wishes something: yes, or the code of the refusal. */
    private record Row(String wish, List<String> places, Map<String, String> cells) {

        String answer(String role, String state) {
            String open = code(cells.getOrDefault(role, ""));
            String special = cells.getOrDefault(state, SAME);
            return switch (state) {
                case "archived" -> special.equals(SAME) ? open : code(special);
                case "muted", "blocked" -> special.equals(SAME) || !open.equals(YES) ? open : code(special);
                case "announcements" ->
                    special.endsWith(" a " + role) ? code(special.substring(0, special.indexOf(' '))) : open;
                default -> open;
            };
        }

        private static String code(String cell) {
            if (cell.equals("–")) {
                return "conversation.role-too-low";
            }
            return cell.equals(YES) ? YES : "conversation." + cell.replace("`", "");
        }
    }

    private final List<Row> rows;

    private PermissionsTable(List<Row> rows) {
        this.rows = rows;
    }

    static PermissionsTable read() {
        try {
            List<String> lines =
                    Files.readAllLines(ParleyHome.find().checkout().resolve("docs/permissions.md")).stream()
                            .dropWhile(line -> !line.startsWith("| to | where |"))
                            .takeWhile(line -> line.startsWith("|"))
                            .toList();
            List<String> head = cells(lines.getFirst());
            return new PermissionsTable(
                    lines.stream().skip(2).map(line -> row(head, cells(line))).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that can be wished. */
    List<String> wishes() {
        return rows.stream().map(Row::wish).distinct().toList();
    }

    /** What a member of this role is answered, in this kind of conversation, in this state: yes, or a code. */
    String answer(String wish, String place, String role, String state) {
        return rows.stream()
                .filter(row -> row.wish().equals(wish) && row.places().contains(place))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the table does not say: " + wish + ", " + place))
                .answer(role, state);
    }

    private static Row row(List<String> head, List<String> cells) {
        Map<String, String> byHead =
                IntStream.range(2, head.size()).boxed().collect(Collectors.toMap(head::get, cells::get));
        return new Row(cells.get(0), places(cells.get(1)), byHead);
    }

    private static List<String> places(String where) {
        return switch (where) {
            case "everywhere" -> List.of("group", "public channel", "private channel", "direct");
            case "groups and channels" -> ROOMS;
            default -> List.of(where.split(", "));
        };
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.length() - 1).split("\\|"))
                .map(String::strip)
                .toList();
    }
}
