package chat.parley.ejb.conversation;

import java.util.Collections;
import java.util.List;

import chat.parley.ejb.conversation.Bookmarking.Kept;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.Bookmark;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.message.SystemEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class BookmarkingTest {

    private static final Bookmark BOARD = new Bookmark("Board", "https://board.example/teams/7?view=all#today");
    private static final Bookmark WIKI = new Bookmark("Wiki", "http://wiki.example:8080/");

    private final Company company;
    private final Actor anna;
    private final Actor ben;
    private final Actor gus;
    private final Actor zoe;
    private final ConversationId group;

    BookmarkingTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
        gus = company.hire("gus");
        zoe = company.hire("zoe");
        group = company.group(anna, ben);
        company.invite(anna, group, Role.GUEST, gus);
        company.news();
    }

    @Test
    void are_kept_in_their_order_for_all_members() {
        assertThat(list(anna)).isEqualTo(new Kept(0, List.of()));

        set(ben, 0, WIKI, BOARD);

        assertThat(list(gus)).isEqualTo(new Kept(1, List.of(WIKI, BOARD)));
        assertThat(company.story(group)).last().isEqualTo(new SystemEvent.BookmarksChanged(2));
        assertThat(company.news()).contains(new ChatEvent.ConversationChanged(group));
        assertThat(company.mine.one(anna, group).bookmarksRev()).isEqualTo(1);
    }

    @Test
    void whoever_did_not_see_the_last_change_does_not_undo_it() {
        set(ben, 0, WIKI);

        refused(() -> set(anna, 0, BOARD), Conflict.class, "bookmarks.changed");

        set(anna, 1, WIKI, BOARD);
        assertThat(list(ben).bookmarks()).containsExactly(WIKI, BOARD);
    }

    @Test
    void the_same_ones_are_no_change() {
        set(ben, 0, WIKI);

        assertThat(set(anna, 1, WIKI).rev()).isEqualTo(1);
        assertThat(company.story(group))
                .filteredOn(SystemEvent.BookmarksChanged.class::isInstance)
                .hasSize(1);
    }

    @Test
    void whoever_may_post_sets_them() {
        refused(() -> set(gus, 0, WIKI), Denied.class, "conversation.role-too-low");
        refused(() -> list(zoe), Missing.class, "conversation.missing");
        ConversationId direct = company.direct(anna, ben);
        company.done(() -> company.bookmarking.set(anna, direct, new SetBookmarks(0, List.of(BOARD))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "ftp://files.example/",
                "//example.org",
                "https://",
                "https://board.example@evil.example/",
                "https:// spaces.example/",
                "data:text/html,hello"
            })
    void lead_to_the_web_only(String url) {
        refused(() -> new SetBookmarks(0, List.of(new Bookmark("Trap", url))), Rejected.class, "request.malformed");
    }

    @Test
    void are_few_and_short() {
        refused(
                () -> new SetBookmarks(0, Collections.nCopies(SetBookmarks.MOST + 1, WIKI)),
                Rejected.class,
                "request.malformed");
        for (Bookmark bookmark : List.of(
                new Bookmark("x".repeat(101), WIKI.url()),
                new Bookmark(" ", WIKI.url()),
                new Bookmark("Long", "https://x.example/" + "x".repeat(2000)))) {
            refused(() -> new SetBookmarks(0, List.of(bookmark)), Rejected.class, "request.malformed");
        }
    }

    private Kept list(Actor actor) {
        return company.bookmarking.list(actor, group);
    }

    private Kept set(Actor actor, long rev, Bookmark... bookmarks) {
        return company.done(() -> company.bookmarking.set(actor, group, new SetBookmarks(rev, List.of(bookmarks))));
    }
}
