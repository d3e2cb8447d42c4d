package chat.parley.ejb.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.CallingAll;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.presence.Watching;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Mention;
import chat.parley.jpa.message.Mentioned;
import chat.parley.jpa.message.PostedMessage;
import org.jspecify.annotations.Nullable;

/** Whom a message that is about to be written may speak to. Asks the database only of those that speak to many. */
@ApplicationScoped
public class Addressing {

    private static final Mention HERE = new Mention.Here();
    private static final Mention EVERYBODY = new Mention.Everybody();

    @Inject
    CallingAll callingAll;

    @Inject
    Watching watching;

    /**
     * Whom a new message speaks to.
     *
     * @throws chat.parley.ejb.problem.ChatException if they are too many, or the actor may not speak to all
     */
    Mentioned of(Actor actor, PostMessage wish) {
        if (wish.source() != null) {
            return Mentioned.NOBODY;
        }
        List<Mention> mentions = read(wish.body(), wish.format());
        return mentions.isEmpty()
                ? Mentioned.NOBODY
                : let(actor, wish.conversation(), wish.thread(), mentions, mentions);
    }

    /** The same of a message's new body; whom it has spoken to before it may go on speaking to. */
    Mentioned of(Actor actor, PostedMessage message, String body) {
        if (message.source() != null) {
            return Mentioned.NOBODY;
        }
        List<Mention> mentions = read(body, message.format());
        List<Mention> added = new ArrayList<>(mentions);
        added.removeAll(Mentions.of(message));
        return let(actor, message.conversation(), message.thread(), mentions, added);
    }

    private static List<Mention> read(String body, Format format) {
        List<Mention> mentions = Mentions.in(body, format);
        if (mentions.size() > Mentions.MOST) {
            throw new Rejected("mention.too-many", "A message mentions at most " + Mentions.MOST + ".");
        }
        return mentions;
    }

    private Mentioned let(
            Actor actor,
            ConversationId conversation,
            @Nullable Long thread,
            List<Mention> mentions,
            List<Mention> added) {
        boolean here = added.contains(HERE);
        if (here || added.contains(EVERYBODY)) {
            if (thread != null) {
                throw new Rejected("mention.in-thread", "In a thread one does not speak to all.");
            }
            callingAll.check(actor, conversation);
        }
        Map<Mention, List<AccountId>> meant = new HashMap<>(groups(actor, conversation, added));
        if (here) {
            meant.put(HERE, watching.here(callingAll.members(conversation)));
        }
        return new Mentioned(mentions, meant);
    }

    private Map<Mention, List<AccountId>> groups(Actor actor, ConversationId conversation, List<Mention> added) {
        List<UserGroupId> groups = added.stream()
                .<UserGroupId>mapMulti((mention, some) -> {
                    if (mention instanceof Mention.Group(UserGroupId group)) {
                        some.accept(group);
                    }
                })
                .toList();
        return groups.isEmpty()
                ? Map.of()
                : callingAll.inGroups(actor, conversation, groups).entrySet().stream()
                        .collect(Collectors.toMap(entry -> new Mention.Group(entry.getKey()), Map.Entry::getValue));
    }
}
