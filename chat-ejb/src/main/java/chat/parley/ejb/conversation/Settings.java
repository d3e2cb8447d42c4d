package chat.parley.ejb.conversation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.conversation.Conversations.Wording;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.PostingPolicy;
import chat.parley.jpa.conversation.ReceiptPolicy;
import chat.parley.jpa.conversation.VersionPolicy;
import chat.parley.jpa.message.SystemEvent;
import chat.parley.jpa.message.SystemEvent.Archived;
import chat.parley.jpa.message.SystemEvent.HistoryChanged;
import chat.parley.jpa.message.SystemEvent.PostingChanged;
import chat.parley.jpa.message.SystemEvent.PreviewsSwitched;
import chat.parley.jpa.message.SystemEvent.ReceiptsChanged;
import chat.parley.jpa.message.SystemEvent.Renamed;
import chat.parley.jpa.message.SystemEvent.RequestsChanged;
import chat.parley.jpa.message.SystemEvent.SlowModeChanged;
import chat.parley.jpa.message.SystemEvent.TopicChanged;
import chat.parley.jpa.message.SystemEvent.VersionsChanged;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation is called, whom it shows receipts and earlier versions, whether it shows what is behind links, who may
 * post how often, what newcomers see, and whether it is archived. Each change is a message in its log.
 */
@Stateless
public class Settings {

    @Inject
    ConversationAccess access;

    @Inject
    Conversations conversations;

    @Inject
    Memberships memberships;

    @Inject
    Chronicle chronicle;

    @Inject
    Clock clock;

    /** Changes what differs. Opening again comes before, archiving after the rest, so that one wish can do both. */
    public ConversationSummary change(Actor actor, ConversationId conversation, ChangeSettings wish) {
        change(actor, Capacity.MEMBER, conversation, wish);
        return memberships
                .summary(actor.account(), conversation)
                .orElseThrow(() -> access.outsider(actor, conversation));
    }

    /** The same, in one capacity or another; what differs now. */
    public List<ChangedSetting> change(
            Actor actor, Capacity capacity, ConversationId conversation, ChangeSettings wish) {
        List<ChangedSetting> changed = new ArrayList<>();
        Boolean archived = wish.archived();
        if (Boolean.FALSE.equals(archived)) {
            changed.addAll(archive(actor, capacity, conversation, false));
        }
        if (wish.describes()) {
            changed.addAll(describe(actor, capacity, conversation, wish));
        }
        if (Boolean.TRUE.equals(archived)) {
            changed.addAll(archive(actor, capacity, conversation, true));
        }
        return changed;
    }

    private List<ChangedSetting> describe(
            Actor actor, Capacity capacity, ConversationId conversation, ChangeSettings wish) {
        Grant grant = access.toChange(actor, capacity, conversation, Action.DESCRIBE);
        Wording before = conversations.wording(conversation);
        call(actor, grant, before, wish);
        rule(actor, grant, before, wish);
        open(actor, grant, before, wish);
        return ChangedSetting.between(before, conversations.wording(conversation));
    }

    /** What it is called. */
    private void call(Actor actor, Grant grant, Wording before, ChangeSettings wish) {
        String name = wish.name() == null ? null : Titles.name(wish.name());
        if (name != null && !name.equals(before.name())) {
            checkName(actor, grant, name);
            note(actor, grant, new Renamed(name));
            conversations.rename(grant.conversation(), name);
        }
        String topic = wish.topic() == null ? before.topic() : Titles.topic(wish.topic());
        if (!Objects.equals(topic, before.topic())) {
            note(actor, grant, new TopicChanged(topic == null ? "" : topic));
            conversations.describe(grant.conversation(), topic);
        }
    }

    /** Who may post in it and how often, and who is shown receipts. */
    private void rule(Actor actor, Grant grant, Wording before, ChangeSettings wish) {
        ReceiptPolicy receipts = wish.receipts();
        if (receipts != null && receipts != before.receipts()) {
            note(actor, grant, new ReceiptsChanged(lower(receipts)));
            conversations.showReceipts(grant.conversation(), receipts);
        }
        VersionPolicy versions = wish.versions();
        if (versions != null && versions != before.versions()) {
            note(actor, grant, new VersionsChanged(lower(versions)));
            conversations.showVersions(grant.conversation(), versions);
        }
        Boolean previews = wish.previews();
        if (previews != null && previews != before.previews()) {
            note(actor, grant, new PreviewsSwitched(previews));
            conversations.showPreviews(grant.conversation(), previews);
        }
        PostingPolicy posting = wish.posting();
        if (posting != null && posting != before.posting()) {
            note(actor, grant, new PostingChanged(lower(posting)));
            conversations.letPost(grant.conversation(), posting);
        }
        Duration slow = wish.slow();
        if (slow != null && !slow.equals(before.slow())) {
            note(actor, grant, new SlowModeChanged(slow.toSeconds()));
            conversations.slow(grant.conversation(), slow);
        }
    }

    /** How newcomers come into it, and what they see. */
    private void open(Actor actor, Grant grant, Wording before, ChangeSettings wish) {
        HistoryVisibility history = wish.history();
        if (history != null && !history.equals(before.history())) {
            note(actor, grant, historyChanged(history));
            conversations.showHistory(grant.conversation(), history);
        }
        Boolean requests = wish.requests();
        if (requests != null && requests != before.takesRequests()) {
            checkTakesRequests(grant, requests);
            note(actor, grant, new RequestsChanged(requests));
            conversations.takeRequests(grant.conversation(), requests);
        }
    }

    private void note(Actor actor, Grant grant, SystemEvent event) {
        chronicle.write(grant.conversation(), actor, event);
        chronicle.settingsChanged(grant.conversation());
    }

    private static void checkTakesRequests(Grant grant, boolean taken) {
        if (taken
                && (grant.place().kind() != ConversationKind.CHANNEL
                        || grant.place().open())) {
            throw new Rejected("request.malformed", "One can ask to join private channels only.");
        }
    }

    private static HistoryChanged historyChanged(HistoryVisibility history) {
        Instant since = history.since();
        return new HistoryChanged(
                lower(history.extent()),
                history.last() == 0 ? null : history.last(),
                since == null ? null : since.toString());
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private List<ChangedSetting> archive(
            Actor actor, Capacity capacity, ConversationId conversation, boolean archived) {
        Grant grant = access.toChange(actor, capacity, conversation, Action.ARCHIVE);
        if (grant.place().archived() == archived) {
            return List.of();
        }
        if (!archived) {
            checkName(actor, grant, conversations.wording(conversation).name());
        }
        chronicle.write(conversation, actor, new Archived(archived));
        conversations.archive(conversation, archived ? clock.instant() : null);
        chronicle.settingsChanged(conversation);
        return List.of(ChangedSetting.archived(archived));
    }

    private void checkName(Actor actor, Grant grant, @Nullable String name) {
        if (name == null || !grant.place().open()) {
            return;
        }
        if (conversations.nameTaken(actor.organization(), name, grant.conversation())) {
            throw new Conflict("name.taken", "There is a public channel of this name.");
        }
    }
}
