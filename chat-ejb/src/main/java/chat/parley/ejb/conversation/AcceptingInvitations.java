package chat.parley.ejb.conversation;

import java.time.Clock;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.conversation.Invitation;
import chat.parley.jpa.conversation.Invitations;
import chat.parley.jpa.conversation.Memberships;
import chat.parley.jpa.conversation.Standing;
import org.jspecify.annotations.Nullable;

/** Coming into a conversation by a link that somebody in it has made. */
@Stateless
public class AcceptingInvitations {

    @Inject
    ConversationAccess access;

    @Inject
    Invitations invitations;

    @Inject
    Conversations conversations;

    @Inject
    Memberships memberships;

    @Inject
    Arrivals arrivals;

    @Inject
    Clock clock;

    /**
     * What somebody is shown who has a link, before they come.
     *
     * @param joined whether they are in it already
     */
    public record Preview(
            ConversationId conversation,
            ConversationKind kind,
            @Nullable String name,
            @Nullable String topic,
            boolean joined) {}

    /** Where a link leads to. */
    public Preview look(Actor actor, InvitationToken token) {
        Invitation invitation = invitation(token);
        Standing standing = access.toAccept(actor, invitation);
        boolean joined = ConversationAccess.current(standing);
        check(invitation, joined);
        Conversations.Wording wording = conversations.wording(invitation.conversation());
        return new Preview(invitation.conversation(), standing.place().kind(), wording.name(), wording.topic(), joined);
    }

    /** Makes the actor a member; nothing happens, and nothing is used up, if they are one. */
    public ConversationSummary accept(Actor actor, InvitationToken token) {
        Invitation known = invitation(token);
        ConversationId conversation = known.conversation();
        if (!ConversationAccess.current(access.toAccept(actor, known))) {
            conversations.lock(conversation);
            Invitation invitation = invitation(token);
            Standing standing = access.toAccept(actor, invitation);
            if (!ConversationAccess.current(standing)) {
                check(invitation, false);
                invitations.use(token.hash());
                arrivals.enter(conversation, standing.history(), actor, invitation.role());
            }
        }
        // Who was a member already holds no lock, and may have been removed meanwhile
        return memberships
                .summary(actor.account(), conversation)
                .orElseThrow(() -> access.outsider(actor, conversation));
    }

    private Invitation invitation(InvitationToken token) {
        return invitations.byToken(token.hash()).orElseThrow(AcceptingInvitations::missing);
    }

    private void check(Invitation invitation, boolean joined) {
        if (!joined && !invitation.stands(clock.instant())) {
            throw missing();
        }
    }

    /** To whoever has a link that leads nowhere it is the same why. */
    static Missing missing() {
        return new Missing("invitation.missing", "There is no such invitation, or it has ended.");
    }
}
