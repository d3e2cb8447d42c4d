package chat.parley.ejb.conversation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Members;
import chat.parley.jpa.conversation.Members.Profile;
import org.jspecify.annotations.Nullable;

/** Who is in a conversation; for those in it. */
@ApplicationScoped
public class MemberList {

    @Inject
    ConversationAccess access;

    @Inject
    Members members;

    /** A page of its members, by the numbers of their accounts. */
    public Page<Profile> page(Actor actor, ConversationId conversation, @Nullable Long after, int limit) {
        Page.check(limit);
        access.toSeeMembers(actor, conversation);
        return Page.of(
                members.page(conversation, after == null ? 0 : after, limit + 1),
                limit,
                member -> member.account().value());
    }
}
