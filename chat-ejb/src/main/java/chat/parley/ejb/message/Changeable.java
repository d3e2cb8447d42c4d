package chat.parley.ejb.message;

import java.util.Optional;

import chat.parley.ejb.conversation.Admission;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Format;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;

/** Which messages can be changed at all: those one may see, that people wrote and that are not deleted. */
final class Changeable {

    private Changeable() {}

    /** The message of this number, if whoever was let in for reading may see it. */
    static PostedMessage readable(Admission admission, Messages messages, long seq) {
        return Optional.of(seq)
                .filter(admission.span()::contains)
                .flatMap(number -> messages.find(admission.conversation(), number))
                .orElseThrow(Changeable::missing);
    }

    /** The same, if there is something in it that people wrote. */
    static PostedMessage whole(Admission admission, Messages messages, long seq) {
        PostedMessage message = readable(admission, messages, seq);
        check(admission, message);
        return message;
    }

    /** The same, if it can have a thread: what people wrote, and not in a thread. */
    static PostedMessage root(Admission admission, Messages messages, long seq) {
        PostedMessage message = readable(admission, messages, seq);
        if (message.thread() != null || message.format() == Format.SYSTEM) {
            throw new Rejected("message.no-root", "What is in a thread, or the system's, has no thread of its own.");
        }
        return message;
    }

    static PostedMessage find(Messages messages, ConversationId conversation, long seq) {
        return messages.find(conversation, seq).orElseThrow(Changeable::missing);
    }

    static void check(Admission admission, PostedMessage message) {
        if (!admission.span().contains(message.seq())) {
            throw missing();
        }
        if (message.format() == Format.SYSTEM) {
            throw new Conflict("message.system", "What the system notes cannot be changed.");
        }
        if (message.deletedAt() != null) {
            throw new Conflict("message.deleted", "This message was deleted.");
        }
    }

    static Missing missing() {
        return new Missing("message.missing", "There is no such message.");
    }
}
