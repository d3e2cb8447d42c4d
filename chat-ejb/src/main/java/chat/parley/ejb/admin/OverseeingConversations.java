package chat.parley.ejb.admin;

import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.admin.AdministeredConversations;
import chat.parley.jpa.admin.AdministeredMember;
import chat.parley.jpa.admin.ConversationFilter;
import chat.parley.jpa.admin.ConversationLine;
import chat.parley.jpa.admin.ConversationOrder;
import chat.parley.jpa.admin.ConversationWeight;
import chat.parley.jpa.admin.ListWish;
import chat.parley.jpa.admin.ListedPage;
import chat.parley.jpa.conversation.ConversationId;
import org.jspecify.annotations.Nullable;

/** Looking at the conversations of one's organization from outside: how large, how set, with whom; never what is said. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class OverseeingConversations {

    @Inject
    Administration administration;

    @Inject
    AdministeredConversations conversations;

    /** A conversation with its settings and its weight. */
    public record ConversationFile(ConversationLine line, ConversationWeight weight) {}

    /** Some of those in it; {@code next} is there when there are more. */
    public record MembersPage(
            List<AdministeredMember> members, @Nullable Long next) {}

    /** A page of them. */
    public ListedPage<ConversationLine> page(Actor actor, ConversationFilter filter, ListWish<ConversationOrder> wish) {
        administration.check(actor, AdministrativeAction.SEE_CONVERSATIONS);
        ListChecks.check(wish, ConversationOrder::fits);
        return conversations.page(actor.organization(), filter, wish);
    }

    /** One of them. */
    public ConversationFile look(Actor actor, ConversationId id) {
        return new ConversationFile(find(actor, id), conversations.weight(id));
    }

    /** Who is in it, by the numbers of their accounts. */
    public MembersPage members(Actor actor, ConversationId id, long after, int limit) {
        if (limit < 1 || limit > ListChecks.MOST) {
            throw new Rejected("request.malformed", "limit is a number from 1 to " + ListChecks.MOST + ".");
        }
        find(actor, id);
        List<AdministeredMember> found = conversations.members(id, after, limit + 1);
        if (found.size() <= limit) {
            return new MembersPage(found, null);
        }
        List<AdministeredMember> page = found.subList(0, limit);
        return new MembersPage(page, page.getLast().account().value());
    }

    private ConversationLine find(Actor actor, ConversationId id) {
        administration.check(actor, AdministrativeAction.SEE_CONVERSATIONS);
        return conversations
                .find(actor.organization(), id)
                .orElseThrow(() -> new Missing("conversation.missing", "There is no such conversation."));
    }
}
