package chat.parley.jpa.conversation;

import java.util.List;
import java.util.stream.IntStream;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

import chat.parley.jpa.database.Database;

/** The links of conversations: table {@code bookmark}. Changes are made in a transaction that holds the conversation's row. */
@Dependent
public final class Bookmarks {

    private final Database database;

    /** Works on this database. */
    @Inject
    public Bookmarks(Database database) {
        this.database = database;
    }

    /** All of a conversation, in their order. */
    public List<Bookmark> of(ConversationId conversation) {
        return database.query(
                "select title, url from bookmark where conversation_id = ? order by place",
                row -> new Bookmark(row.getString("title"), row.getString("url")),
                conversation.value());
    }

    /** How often they were changed. */
    public long rev(ConversationId conversation) {
        return database.first(
                        "select bookmarks_rev from conversation_settings where conversation_id = ?",
                        row -> row.getLong(1),
                        conversation.value())
                .orElse(0L);
    }

    /** Puts these in the place of those that are there; the answer is the number of the change. */
    public long replace(ConversationId conversation, List<Bookmark> bookmarks) {
        database.update("delete from bookmark where conversation_id = ?", conversation.value());
        database.update(
                """
                insert into bookmark (conversation_id, place, title, url)
                select ?, b.place, b.title, b.url from unnest(?, ?, ?) as b (place, title, url)
                """,
                conversation.value(),
                IntStream.range(0, bookmarks.size()).asLongStream().toArray(),
                bookmarks.stream().map(Bookmark::title).toArray(String[]::new),
                bookmarks.stream().map(Bookmark::url).toArray(String[]::new));
        return database.first("""
                        update conversation_settings set bookmarks_rev = bookmarks_rev + 1 where conversation_id = ?
                        returning bookmarks_rev
                        """, row -> row.getLong(1), conversation.value()).orElseThrow();
    }
}
