package chat.parley.jpa.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.LinkPages.LinkPage;
import chat.parley.jpa.message.LinkTasks.LinkTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class LinkTasksTest {

    private static final AccountId ANNA = new AccountId(1);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Preview PAGE = new Preview("https://a.example/x", "A page", null, "a.example");

    private final Database database;
    private final LogWriter log;
    private final Messages messages;
    private final Changes changes;
    private final LinkTasks tasks;
    private final LinkPages pages;
    private final ConversationId conversation;

    LinkTasksTest(Database database) {
        this.database = database;
        log = new LogWriter(database);
        messages = new Messages(database);
        changes = new Changes(database);
        tasks = new LinkTasks(database);
        pages = new LinkPages(database);
        conversation = LogWriterTest.Rooms.make(database);
    }

    @Test
    void a_message_with_a_link_is_to_be_looked_at_once() {
        post("no link");
        PostedMessage message = post("look: https://a.example/x");

        assertThat(taken()).singleElement().satisfies(task -> {
            assertThat(task.seq()).isEqualTo(message.seq());
            assertThat(task.tries()).isEqualTo(1);
            assertThat(task.wanted()).isTrue();
        });
        assertThat(taken()).isEmpty();
    }

    @Test
    void what_nobody_finished_is_taken_by_another_when_its_time_is_over() {
        post("https://a.example/x");
        LinkTask first = taken(Duration.ZERO).getFirst();

        LinkTask second = taken().getFirst();
        tasks.finish(first);

        assertThat(second.tries()).isEqualTo(2);
        assertThat(left()).isEqualTo(1);
        tasks.finish(second);
        assertThat(left()).isZero();
    }

    @Test
    void another_body_is_looked_at_anew_though_somebody_is_at_the_old_one() {
        PostedMessage message = post("https://a.example/x");
        LinkTask old = taken().getFirst();

        changes.edit(message, "https://b.example", Mentioned.NOBODY, ANNA, NOON);
        tasks.finish(old);

        assertThat(taken()).singleElement().extracting(LinkTask::tries).isEqualTo(1);
    }

    @Test
    void what_is_put_back_was_not_tried_and_what_has_waited_too_long_is_dropped() {
        post("https://a.example/x");
        tasks.postpone(taken().getFirst(), Duration.ZERO);
        assertThat(taken(Duration.ZERO).getFirst().tries()).isEqualTo(1);

        database.update(
                "update link_task set noted_at = now() - interval '1 hour' where conversation_id = ?",
                conversation.value());
        assertThat(tasks.dropOlderThan(LONG)).isPositive();

        assertThat(left()).isZero();
    }

    @Test
    void a_conversation_can_do_without() {
        database.update("""
                insert into conversation_settings (
                    conversation_id, organization_id, kind, visibility, history, created_by, created_at, previews)
                values (?, 1, 'GROUP', 'PRIVATE', 'ALL', 1, now(), false)
                """, conversation.value());
        post("https://a.example/x");

        assertThat(taken()).singleElement().extracting(LinkTask::wanted).isEqualTo(false);
    }

    @Test
    void a_page_is_fetched_by_one_and_kept_for_a_time() {
        String url = "https://a.example/" + UUID.randomUUID();

        assertThat(pages.claim(url, LONG)).isTrue();
        assertThat(pages.claim(url, LONG)).isFalse();
        assertThat(pages.find(url)).isEmpty();

        pages.keep(url, new Preview(url, "A page", "About", "A"));
        assertThat(pages.claim(url, LONG)).isFalse();
        assertThat(pages.find(url)).contains(new LinkPage(new Preview(url, "A page", "About", "A")));
        assertThat(pages.claim(url, Duration.ZERO)).isTrue();
        assertThat(pages.find(url)).isEmpty();
    }

    @Test
    void that_a_page_has_nothing_to_show_is_known_too() {
        String url = "https://a.example/" + UUID.randomUUID();
        pages.claim(url, LONG);

        pages.keep(url, null);

        assertThat(pages.find(url)).contains(new LinkPage(null));
        pages.forgetOlderThan(Duration.ZERO);
        assertThat(pages.find(url)).isEqualTo(Optional.empty());
    }

    @Test
    void what_is_shown_of_links_is_a_change_and_goes_with_the_words() {
        PostedMessage message = post("https://a.example/x");

        PostedMessage shown = changes.preview(message, List.of(PAGE), ANNA, NOON);

        assertThat(shown.rev()).isEqualTo(1);
        assertThat(previews(shown)).containsExactly(PAGE);
        assertThat(messages.find(conversation, message.seq())).contains(shown);
        assertThat(previews(changes.preview(shown, List.of(), ANNA, NOON))).isEmpty();
        changes.preview(shown, List.of(PAGE), ANNA, NOON);
        assertThat(previews(changes.edit(shown, "other words", Mentioned.NOBODY, ANNA, NOON)))
                .isEmpty();
        changes.preview(shown, List.of(PAGE), ANNA, NOON);
        assertThat(previews(changes.delete(shown, ANNA, NOON))).isEmpty();
    }

    private static List<Preview> previews(PostedMessage message) {
        MessageParts parts = message.parts();
        return parts == null ? List.of() : parts.previews();
    }

    private List<LinkTask> taken() {
        return taken(LONG);
    }

    /** Of this test's own conversation; others' tests leave theirs. */
    private List<LinkTask> taken(Duration time) {
        return tasks.take(1_000, time).stream()
                .filter(task -> task.conversation().equals(conversation))
                .toList();
    }

    private long left() {
        return database.first(
                        "select count(*) from link_task where conversation_id = ?",
                        row -> row.getLong(1),
                        conversation.value())
                .orElseThrow();
    }

    private PostedMessage post(String body) {
        Draft draft = new Draft(conversation, ANNA, UUID.randomUUID(), 0, null, Format.MARKDOWN, body);
        return ((Appended.Posted) log.append(List.of(draft)).getFirst()).message();
    }
}
