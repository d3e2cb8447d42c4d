package chat.parley.ejb.conversation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Memberships;
import org.jspecify.annotations.Nullable;

/** The conversations somebody is a member of, as they see them. */
@ApplicationScoped
public class MyConversations {

    @Inject
    ConversationAccess access;

    @Inject
    Memberships memberships;

    /**
     * A page of them, the newest conversation first: an order that no message changes, so that pages neither repeat nor
     * leave out one while people write.
     */
    public Page<ConversationSummary> page(Actor actor, @Nullable Long after, int limit) {
        Page.check(limit);
        return Page.of(
                memberships.page(actor.account(), after == null ? Long.MAX_VALUE : after, limit + 1),
                limit,
                conversation -> conversation.id().value());
    }

    /** One of them. */
    public ConversationSummary one(Actor actor, ConversationId conversation) {
        return memberships
                .summary(actor.account(), conversation)
                .orElseThrow(() -> access.outsider(actor, conversation));
    }
}
