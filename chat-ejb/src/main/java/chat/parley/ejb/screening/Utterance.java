package chat.parley.ejb.screening;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountId;
import org.jspecify.annotations.Nullable;

/** What somebody is about to say, and what the checks make of it, each of it once however many ask. For one thread. */
final class Utterance {

    private static final AccountId NOBODY = new AccountId(Long.MAX_VALUE);
    private static final ConversationId NOWHERE = new ConversationId(Long.MAX_VALUE);
    private static final UUID NONE = new UUID(0, 0);

    private final AccountId sender;
    private final ConversationId conversation;
    private final UUID message;
    private final String body;
    private @Nullable List<String> words;
    private LinkedHosts.@Nullable Hosts hosts;
    private @Nullable Likeness likeness;
    private boolean classified;
    private Optional<Set<String>> labels = Optional.empty();

    /** By whom, where, as which message; the text is one that can be posted. */
    Utterance(AccountId sender, ConversationId conversation, UUID message, String body) {
        this.sender = sender;
        this.conversation = conversation;
        this.message = message;
        this.body = body;
    }

    /** The same text said by nobody in particular, for checks that look at nothing else. */
    static Utterance of(String body) {
        return new Utterance(NOBODY, NOWHERE, NONE, body);
    }

    AccountId sender() {
        return sender;
    }

    ConversationId conversation() {
        return conversation;
    }

    UUID message() {
        return message;
    }

    String body() {
        return body;
    }

    List<String> words() {
        if (words == null) {
            words = Plain.words(Plain.text(body));
        }
        return words;
    }

    LinkedHosts.Hosts hosts() {
        if (hosts == null) {
            hosts = LinkedHosts.of(body);
        }
        return hosts;
    }

    Likeness likeness() {
        if (likeness == null) {
            likeness = Likeness.of(words());
        }
        return likeness;
    }

    Optional<Set<String>> labels(Function<String, Optional<Set<String>>> classifier) {
        if (!classified) {
            labels = classifier.apply(body);
            classified = true;
        }
        return labels;
    }
}
