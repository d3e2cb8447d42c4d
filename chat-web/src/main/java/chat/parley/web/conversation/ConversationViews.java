package chat.parley.web.conversation;

import java.util.Locale;

import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.wire.ServerFrame.Conversation;

/** How a conversation looks to one of its members, by frame and by REST. */
public final class ConversationViews {

    private ConversationViews() {}

    /** The conversation as this member sees it. */
    public static Conversation of(ConversationSummary summary) {
        AccountId with = summary.with();
        PostedMessage last = summary.last();
        return new Conversation(
                summary.id().value(),
                lower(summary.kind()),
                summary.name(),
                summary.topic(),
                lower(summary.visibility()),
                lower(summary.history()),
                lower(summary.receipts()),
                summary.previews(),
                summary.archived(),
                lower(summary.role()),
                summary.lastSeq(),
                summary.lastRev(),
                summary.fromSeq(),
                summary.readSeq(),
                summary.unread(),
                with == null ? null : with.value(),
                last == null ? null : ServerFrames.message(last));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
