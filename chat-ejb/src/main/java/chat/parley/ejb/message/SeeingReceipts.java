package chat.parley.ejb.message;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.Admission;
import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Messages;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.jpa.message.Reached;
import chat.parley.jpa.message.ShownReceipts;
import chat.parley.jpa.message.ShownReceipts.Reader;
import chat.parley.jpa.message.ShownReceipts.Tally;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Looking how far others have come, for those who show it themselves, where the conversation shows it. */
@ApplicationScoped
public class SeeingReceipts {

    @Inject
    ConversationAccess access;

    @Inject
    ShownReceipts receipts;

    @Inject
    Messages messages;

    /** As in {@link Receipts}. */
    @Inject
    @ConfigProperty(name = "parley.receipts.members", defaultValue = "100")
    int mostNamed;

    /** Whom a message has come to; {@code readers} is empty where nobody is named. */
    public record Seen(long seq, Tally tally, Optional<List<Reader>> readers) {}

    /** Where the members are; empty where nobody is named. */
    public Optional<List<Reached>> positions(Actor actor, ConversationId conversation) {
        access.toSeeReceipts(actor, conversation);
        return receipts.named(conversation, mostNamed)
                ? Optional.of(receipts.positions(conversation))
                : Optional.empty();
    }

    /** Whom this message has come to. */
    public Seen of(Actor actor, ConversationId conversation, long seq) {
        Admission admission = access.toSeeReceipts(actor, conversation);
        PostedMessage message = messages.find(conversation, seq)
                .filter(found -> admission.span().contains(found.seq()))
                .orElseThrow(() -> new Missing("message.missing", "There is no such message."));
        return new Seen(
                seq,
                receipts.tally(message),
                receipts.named(conversation, mostNamed) ? Optional.of(receipts.readers(message)) : Optional.empty());
    }
}
