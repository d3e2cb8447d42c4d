package chat.parley.ejb.conversation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Invitation;
import chat.parley.jpa.conversation.Invitations;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.database.Sequences;

/**
 * Making links by which people come into a conversation, and taking them back. Whoever may add members may make one; it is
 * good as long as they may (docs/decisions/0049).
 */
@Stateless
public class IssuingInvitations {

    /** How many a conversation has at once by which somebody may come. */
    public static final int MOST = 50;

    @Inject
    ConversationAccess access;

    @Inject
    Invitations invitations;

    @Inject
    Sequences sequences;

    @Inject
    Clock clock;

    /** An invitation, and the secret of its link, which is told this once. */
    public record Issued(Invitation invitation, InvitationToken token) {}

    /** Makes one. */
    public Issued issue(Actor actor, ConversationId conversation, IssueInvitation wish) {
        Grant grant = access.toChange(actor, conversation, Action.INVITE);
        Permissions.refusalToInviteAs(grant.role(), wish.role()).ifPresent(refusal -> {
            throw refusal.exception();
        });
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Instant until = wish.end(now);
        if (invitations.standing(conversation, now).size() >= MOST) {
            throw new Conflict("invitations.full", "There are " + MOST + " invitations already; take one back first.");
        }
        Invitation invitation = new Invitation(
                sequences.next("invitation_id"),
                conversation,
                wish.role(),
                actor.account(),
                now,
                until,
                wish.uses(),
                0);
        InvitationToken token = InvitationToken.random();
        invitations.add(invitation, token.hash());
        return new Issued(invitation, token);
    }

    /** Those by which somebody may come now; for those who may make one. */
    public List<Invitation> list(Actor actor, ConversationId conversation) {
        access.toInvite(actor, conversation);
        return invitations.standing(conversation, clock.instant());
    }

    /** Takes one back: whoever made it may, and moderators. */
    public void revoke(Actor actor, ConversationId conversation, long id) {
        Grant grant = access.toChange(actor, conversation, Action.READ);
        Invitation invitation = invitations
                .find(conversation, id)
                .orElseThrow(() -> new Missing("invitation.missing", "There is no such invitation."));
        if (!invitation.by().equals(actor.account()) && !grant.role().atLeast(Role.MODERATOR)) {
            throw Refusal.ROLE_TOO_LOW.exception();
        }
        invitations.revoke(conversation, id, actor.account(), clock.instant());
    }
}
