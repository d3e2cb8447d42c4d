package chat.parley.ejb.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Removal;
import chat.parley.jpa.message.Removals;
import chat.parley.jpa.message.Versions;
import chat.parley.jpa.message.Versions.Version;
import org.jspecify.annotations.Nullable;

/** Looking what a message said before, where the conversation shows it, and why it was taken away. */
@ApplicationScoped
public class SeeingVersions {

    @Inject
    ConversationAccess access;

    @Inject
    Messages messages;

    @Inject
    Versions versions;

    @Inject
    Removals removals;

    /** A page of what it said before, from the first; of a deleted one nothing is shown. {@code after} ended the page before. */
    public Page<Version> page(Actor actor, ConversationId conversation, long seq, @Nullable Long after, int limit) {
        Page.check(limit);
        PostedMessage message = Changeable.whole(access.toRead(actor, conversation), messages, seq);
        access.toSeeVersions(actor, conversation, isBy(actor, message));
        return Page.of(versions.of(conversation, seq, after == null ? -1 : after, limit + 1), limit, Version::rev);
    }

    /** Who has taken it away, and why, for the one who wrote it and for moderators. */
    public Removal removal(Actor actor, ConversationId conversation, long seq) {
        PostedMessage message = Changeable.readable(access.toRead(actor, conversation), messages, seq);
        access.toSeeRemoval(actor, conversation, isBy(actor, message));
        return removals.of(conversation, seq)
                .orElseThrow(() -> new Missing("removal.missing", "Nobody else has taken this message away."));
    }

    private static boolean isBy(Actor actor, PostedMessage message) {
        return message.sender().equals(actor.account());
    }
}
