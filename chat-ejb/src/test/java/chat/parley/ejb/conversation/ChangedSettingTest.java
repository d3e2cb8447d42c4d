package chat.parley.ejb.conversation;

import java.time.Duration;
import java.time.Instant;

import chat.parley.jpa.conversation.Conversations.Wording;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.PostingPolicy;
import chat.parley.jpa.conversation.ReceiptPolicy;
import chat.parley.jpa.conversation.VersionPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChangedSettingTest {

    private static final Wording BEFORE = new Wording(
            "Board",
            "What nobody else is to know",
            ReceiptPolicy.ON,
            VersionPolicy.NOBODY,
            true,
            PostingPolicy.EVERYBODY,
            Duration.ZERO,
            HistoryVisibility.ALL,
            false);

    @Test
    void what_is_as_before_is_not_told() {
        assertThat(ChangedSetting.between(BEFORE, BEFORE)).isEmpty();
    }

    @Test
    void of_words_it_is_told_that_they_are_others_and_not_which() {
        Wording now = new Wording(
                "Merger",
                null,
                ReceiptPolicy.ON,
                VersionPolicy.NOBODY,
                true,
                PostingPolicy.EVERYBODY,
                Duration.ZERO,
                HistoryVisibility.ALL,
                false);

        assertThat(ChangedSetting.between(BEFORE, now))
                .containsExactly(new ChangedSetting("name", null, null), new ChangedSetting("topic", null, null));
    }

    @Test
    void of_all_else_it_is_told_what_it_was_and_what_it_is() {
        Wording now = new Wording(
                BEFORE.name(),
                BEFORE.topic(),
                ReceiptPolicy.OFF,
                VersionPolicy.READERS,
                false,
                PostingPolicy.MODERATORS,
                Duration.ofMinutes(1),
                HistoryVisibility.last(100),
                true);

        assertThat(ChangedSetting.between(BEFORE, now))
                .containsExactly(
                        new ChangedSetting("receipts", "on", "off"),
                        new ChangedSetting("posting", "everybody", "moderators"),
                        new ChangedSetting("slow", "0", "60"),
                        new ChangedSetting("history", "all", "last:100"),
                        new ChangedSetting("requests", "false", "true"),
                        new ChangedSetting("versions", "nobody", "readers"),
                        new ChangedSetting("previews", "true", "false"));
    }

    @Test
    void from_when_on_history_is_seen_is_told() {
        Wording now = new Wording(
                BEFORE.name(),
                BEFORE.topic(),
                BEFORE.receipts(),
                BEFORE.versions(),
                BEFORE.previews(),
                BEFORE.posting(),
                BEFORE.slow(),
                HistoryVisibility.since(Instant.parse("2026-11-01T00:00:00Z")),
                BEFORE.takesRequests());

        assertThat(ChangedSetting.between(BEFORE, now))
                .containsExactly(new ChangedSetting("history", "all", "since:2026-11-01T00:00:00Z"));
    }
}
