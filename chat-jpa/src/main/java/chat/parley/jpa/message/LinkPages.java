package chat.parley.jpa.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;
import org.jspecify.annotations.Nullable;

/** What was found behind links, for a while. All times are the database's. */
@Dependent
public final class LinkPages {

    private final Database database;

    /** Works on this database. */
    @Inject
    public LinkPages(Database database) {
        this.database = database;
    }

    /**
     * Whether the caller is to fetch a page now: nobody has within a time, and nobody is at it. Who is told so and is not
     * heard of again within a minute is taken for gone.
     */
    public boolean claim(String url, Duration kept) {
        return database.update("""
                        insert into link_page as p (url, claimed_at) values (?, clock_timestamp())
                        on conflict (url) do update
                            set claimed_at = excluded.claimed_at, fetched_at = null, title = null, description = null, site = null
                            where case when p.fetched_at is null then p.claimed_at < clock_timestamp() - interval '1 minute'
                                       else p.fetched_at < clock_timestamp() - make_interval(secs => ?) end
                        """, url, (double) kept.toSeconds()) > 0;
    }

    /** Notes what was found behind a link; null if there is nothing to show. */
    public void keep(String url, @Nullable Preview found) {
        database.update(
                """
                update link_page set fetched_at = clock_timestamp(), title = ?::text, description = ?::text, site = ?::text
                where url = ?
                """,
                found == null ? null : found.title(),
                found == null ? null : found.description(),
                found == null ? null : found.site(),
                url);
    }

    /** What is known of a link; {@code preview} is null if there is nothing to show. */
    public record LinkPage(@Nullable Preview preview) {}

    /** What is known of a link, once somebody has looked. */
    public Optional<LinkPage> find(String url) {
        return database.first(
                "select url, title, description, site from link_page where url = ? and fetched_at is not null",
                row -> new LinkPage(row.getString("title") == null ? null : preview(row)),
                url);
    }

    /** Forgets what was fetched longer ago than a time. */
    public int forgetOlderThan(Duration time) {
        return database.update(
                "delete from link_page where fetched_at < clock_timestamp() - make_interval(secs => ?)",
                (double) time.toSeconds());
    }

    static Preview preview(ResultSet row) throws SQLException {
        return new Preview(
                row.getString("url"), row.getString("title"), row.getString("description"), row.getString("site"));
    }
}
