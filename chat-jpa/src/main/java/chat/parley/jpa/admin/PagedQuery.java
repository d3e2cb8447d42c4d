package chat.parley.jpa.admin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Database.RowReader;
import org.jspecify.annotations.Nullable;

/**
 * A list that is read in pages, from where the last one ended: however far somebody has come, a page costs the same, and rows
 * that come and go meanwhile neither hide others nor show them twice. Its statements are put together from constants alone.
 *
 * @param columns what is selected; {@code id} is the row's number
 * @param from where it comes from
 */
record PagedQuery(String columns, String from) {

    /** More rows than this are not counted. */
    static final int MOST_COUNTED = 100_000;

    /** What rows have to be, with the parameters for it in their order. */
    static final class Condition {

        private final StringBuilder sql = new StringBuilder();
        private final List<@Nullable Object> parameters = new ArrayList<>();

        Condition and(String part, @Nullable Object... values) {
            sql.append(sql.isEmpty() ? " where " : " and ").append(part);
            parameters.addAll(Arrays.asList(values));
            return this;
        }
    }

    private record Found<T>(T row, ListPosition position) {}

    <T> ListedPage<T> page(Database database, Condition condition, SortKey key, ListWish<?> wish, RowReader<T> reader) {
        String direction = wish.descending() ? " desc" : "";
        ListPosition after = wish.after();
        List<@Nullable Object> parameters = new ArrayList<>(condition.parameters);
        String beyond = "";
        if (after != null) {
            beyond = " and (" + key.expression() + ", id) " + (wish.descending() ? "<" : ">") + " (?, ?)";
            parameters.add(key.of(after));
            parameters.add(after.id());
        }
        parameters.add(wish.limit() + 1);
        List<Found<T>> found = database.query(
                "select " + columns + ", " + key.expression() + " as list_key " + from + condition.sql + beyond
                        + " order by list_key" + direction + ", id" + direction + " limit ?",
                row -> found(row, reader),
                parameters.toArray());
        List<Found<T>> rows = found.size() > wish.limit() ? found.subList(0, wish.limit()) : found;
        long total = count(database, condition);
        return new ListedPage<>(
                rows.stream().map(Found::row).toList(),
                found.size() > wish.limit() ? rows.getLast().position() : null,
                Math.min(total, MOST_COUNTED),
                total > MOST_COUNTED);
    }

    private long count(Database database, Condition condition) {
        List<@Nullable Object> parameters = new ArrayList<>(condition.parameters);
        parameters.add(MOST_COUNTED + 1);
        return database.first(
                        "select count(*) from (select 1 " + from + condition.sql + " limit ?) counted",
                        row -> row.getLong(1),
                        parameters.toArray())
                .orElse(0L);
    }

    private static <T> Found<T> found(ResultSet row, RowReader<T> reader) throws SQLException {
        return new Found<>(reader.read(row), new ListPosition(row.getLong("id"), row.getString("list_key")));
    }
}
