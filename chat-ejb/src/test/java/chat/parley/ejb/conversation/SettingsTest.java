package chat.parley.ejb.conversation;

import java.time.Duration;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.PostingPolicy;
import chat.parley.jpa.conversation.ReceiptPolicy;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.VersionPolicy;
import chat.parley.jpa.database.RealDatabase;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.message.SystemEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static chat.parley.ejb.conversation.Refusing.refused;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(RealDatabase.class)
class SettingsTest {

    private final Company company;
    private final Actor anna;
    private final Actor ben;
    private final ConversationId channel;

    SettingsTest(Sequences sequences, TestTransactions transactions) {
        company = new Company(sequences, transactions);
        anna = company.hire("anna");
        ben = company.hire("ben");
        channel = company.publicChannel(anna, ben);
        company.news();
    }

    @Test
    void a_new_name_and_topic_are_written_down_and_told() {
        ConversationSummary changed = company.set(anna, channel, wish(" Deployments ", "What goes out", null));

        assertThat(changed.name()).isEqualTo("Deployments");
        assertThat(changed.topic()).isEqualTo("What goes out");
        assertThat(company.story(channel))
                .endsWith(new SystemEvent.Renamed("Deployments"), new SystemEvent.TopicChanged("What goes out"));
        assertThat(company.news()).contains(new ChatEvent.ConversationChanged(channel));
    }

    @Test
    void what_is_the_same_already_is_not_written_down_again() {
        company.set(anna, channel, wish("Deployments", "What goes out", null));

        company.set(anna, channel, wish("Deployments", "What goes out", false));

        assertThat(company.story(channel)).hasSize(3);
    }

    @Test
    void to_whom_earlier_versions_are_shown_is_written_down_and_told() {
        ConversationSummary changed = company.set(
                anna,
                channel,
                new ChangeSettings(null, null, null, null, null, null, null, null, VersionPolicy.READERS, null));

        assertThat(changed.versions()).isEqualTo(VersionPolicy.READERS);
        assertThat(company.story(channel)).endsWith(new SystemEvent.VersionsChanged("readers"));
        assertThat(company.news()).contains(new ChatEvent.ConversationChanged(channel));
    }

    @Test
    void whom_receipts_are_shown_is_written_down_and_told() {
        ConversationSummary changed =
                company.set(anna, channel, new ChangeSettings(null, null, null, ReceiptPolicy.COUNTS));

        assertThat(changed.receipts()).isEqualTo(ReceiptPolicy.COUNTS);
        assertThat(company.story(channel)).endsWith(new SystemEvent.ReceiptsChanged("counts"));
        assertThat(company.news()).contains(new ChatEvent.ConversationChanged(channel));
    }

    @Test
    void whether_links_are_looked_at_is_written_down_and_told() {
        ConversationSummary changed = company.set(anna, channel, showing(false));

        assertThat(changed.previews()).isFalse();
        assertThat(company.story(channel)).endsWith(new SystemEvent.PreviewsSwitched(false));
        assertThat(company.news()).contains(new ChatEvent.ConversationChanged(channel));
        assertThat(company.set(anna, channel, showing(true)).previews()).isTrue();
    }

    @Test
    void who_may_post_and_how_often_is_written_down_and_told() {
        ConversationSummary changed = company.set(
                anna,
                channel,
                new ChangeSettings(null, null, null, null, PostingPolicy.MODERATORS, Duration.ofSeconds(30)));

        assertThat(changed.posting()).isEqualTo(PostingPolicy.MODERATORS);
        assertThat(changed.slow()).isEqualTo(Duration.ofSeconds(30));
        assertThat(company.story(channel))
                .endsWith(new SystemEvent.PostingChanged("moderators"), new SystemEvent.SlowModeChanged(30));
        assertThat(company.news()).contains(new ChatEvent.ConversationChanged(channel));
    }

    @Test
    void nobody_is_made_to_wait_longer_than_six_hours() {
        for (Duration wait : new Duration[] {Duration.ofSeconds(-1), Duration.ofSeconds(21_601)}) {
            refused(() -> new ChangeSettings(null, null, null, null, null, wait), Rejected.class, "request.malformed");
        }
    }

    @Test
    void an_empty_topic_takes_it_away() {
        company.set(anna, channel, wish(null, "What goes out", null));

        ConversationSummary changed = company.set(anna, channel, wish(null, "", null));

        assertThat(changed.topic()).isNull();
        assertThat(company.story(channel)).last().isEqualTo(new SystemEvent.TopicChanged(""));
    }

    @Test
    void administrators_name_it_and_only_owners_archive_it() {
        refused(() -> company.set(ben, channel, wish("Mine", null, null)), Denied.class, "conversation.role-too-low");
        company.assign(anna, channel, ben, Role.ADMINISTRATOR);

        company.set(ben, channel, wish("Ours", null, null));

        refused(() -> company.archive(ben, channel), Denied.class, "conversation.role-too-low");
        assertThat(company.mine.one(anna, channel).name()).isEqualTo("Ours");
    }

    @Test
    void a_public_channel_does_not_take_the_name_of_another() {
        ConversationId other = company.publicChannel(anna);
        company.set(anna, other, wish("Taken", null, null));

        refused(() -> company.set(anna, channel, wish("taken", null, null)), Conflict.class, "name.taken");
    }

    @Test
    void an_archived_channel_gives_its_name_away_and_is_not_opened_again_under_it() {
        company.set(anna, channel, wish("Release", null, true));
        ConversationId successor = company.publicChannel(anna);
        company.set(anna, successor, wish("Release", null, null));

        refused(() -> company.set(anna, channel, wish(null, null, false)), Conflict.class, "name.taken");
    }

    @Test
    void archiving_and_opening_again_are_written_down() {
        company.archive(anna, channel);
        assertThat(company.mine.one(ben, channel).archived()).isTrue();

        ConversationSummary open = company.set(anna, channel, wish("Reopened", null, false));

        assertThat(open.archived()).isFalse();
        assertThat(company.story(channel))
                .endsWith(
                        new SystemEvent.Archived(true),
                        new SystemEvent.Archived(false),
                        new SystemEvent.Renamed("Reopened"));
    }

    @Test
    void an_archived_conversation_keeps_its_name() {
        company.archive(anna, channel);

        refused(() -> company.set(anna, channel, wish("New", null, null)), Conflict.class, "conversation.archived");
    }

    @Test
    void a_direct_conversation_has_no_settings() {
        ConversationId direct = company.direct(anna, ben);

        refused(() -> company.set(anna, direct, wish("Us", null, null)), Conflict.class, "conversation.direct");
        refused(() -> company.archive(anna, direct), Conflict.class, "conversation.direct");
    }

    private static ChangeSettings wish(@Nullable String name, @Nullable String topic, @Nullable Boolean archived) {
        return new ChangeSettings(name, topic, archived, null);
    }

    private static ChangeSettings showing(boolean previews) {
        return new ChangeSettings(null, null, null, null, null, null, null, null, null, previews);
    }
}
