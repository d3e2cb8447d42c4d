package chat.parley.ejb.conversation;

import java.time.Clock;
import java.util.Locale;
import java.util.Objects;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.ReceiptPolicy;
import chat.parley.jpa.message.SystemEvent.Archived;
import chat.parley.jpa.message.SystemEvent.PreviewsSwitched;
import chat.parley.jpa.message.SystemEvent.ReceiptsChanged;
import chat.parley.jpa.message.SystemEvent.Renamed;
import chat.parley.jpa.message.SystemEvent.TopicChanged;
import org.jspecify.annotations.Nullable;

/**
 * What a conversation is called, whom it shows receipts, whether it shows what is behind links, and whether it is archived.
 * Each change is a message in its log.
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
        Boolean archived = wish.archived();
        if (Boolean.FALSE.equals(archived)) {
            archive(actor, conversation, false);
        }
        if (wish.name() != null || wish.topic() != null || wish.receipts() != null || wish.previews() != null) {
            describe(actor, conversation, wish);
        }
        if (Boolean.TRUE.equals(archived)) {
            archive(actor, conversation, true);
        }
        return memberships
                .summary(actor.account(), conversation)
                .orElseThrow(() -> access.outsider(actor, conversation));
    }

    private void describe(Actor actor, ConversationId conversation, ChangeSettings wish) {
        Grant grant = access.toChange(actor, conversation, Action.DESCRIBE);
        Conversations.Wording before = conversations.wording(conversation);
        String name = wish.name() == null ? null : Titles.name(wish.name());
        if (name != null && !name.equals(before.name())) {
            checkName(actor, grant, name);
            chronicle.write(conversation, actor, new Renamed(name));
            conversations.rename(conversation, name);
            chronicle.settingsChanged(conversation);
        }
        String topic = wish.topic() == null ? before.topic() : Titles.topic(wish.topic());
        if (!Objects.equals(topic, before.topic())) {
            chronicle.write(conversation, actor, new TopicChanged(topic == null ? "" : topic));
            conversations.describe(conversation, topic);
            chronicle.settingsChanged(conversation);
        }
        ReceiptPolicy receipts = wish.receipts();
        if (receipts != null && receipts != before.receipts()) {
            chronicle.write(
                    conversation, actor, new ReceiptsChanged(receipts.name().toLowerCase(Locale.ROOT)));
            conversations.showReceipts(conversation, receipts);
            chronicle.settingsChanged(conversation);
        }
        Boolean previews = wish.previews();
        if (previews != null && previews != before.previews()) {
            chronicle.write(conversation, actor, new PreviewsSwitched(previews));
            conversations.showPreviews(conversation, previews);
            chronicle.settingsChanged(conversation);
        }
    }

    private void archive(Actor actor, ConversationId conversation, boolean archived) {
        Grant grant = access.toChange(actor, conversation, Action.ARCHIVE);
        if (grant.place().archived() == archived) {
            return;
        }
        if (!archived) {
            checkName(actor, grant, conversations.wording(conversation).name());
        }
        chronicle.write(conversation, actor, new Archived(archived));
        conversations.archive(conversation, archived ? clock.instant() : null);
        chronicle.settingsChanged(conversation);
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
