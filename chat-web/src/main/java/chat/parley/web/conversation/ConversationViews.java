package chat.parley.web.conversation;

import java.time.Instant;
import java.util.Locale;

import chat.parley.jpa.conversation.ConversationSummary;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.message.PostedMessage;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.wire.ServerFrame;
import chat.parley.web.wire.ServerFrame.Conversation;
import org.jspecify.annotations.Nullable;

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
                lower(summary.history().extent()),
                summary.history().last() == 0 ? null : summary.history().last(),
                timeOrNull(summary.history().since()),
                lower(summary.receipts()),
                lower(summary.versions()),
                summary.previews(),
                lower(summary.posting()),
                summary.slow().isZero() ? null : summary.slow().toSeconds(),
                summary.archived(),
                lower(summary.role()),
                muted(summary.muted()),
                summary.bookmarksRev() == 0 ? null : summary.bookmarksRev(),
                summary.takesRequests() ? true : null,
                summary.waiting() == 0 ? null : summary.waiting(),
                summary.held() == 0 ? null : summary.held(),
                summary.lastSeq(),
                summary.lastRev(),
                summary.fromSeq(),
                summary.readSeq(),
                summary.unread(),
                summary.unreadMentions(),
                with == null ? null : with.value(),
                last == null ? null : ServerFrames.message(last));
    }

    private static ServerFrame.@Nullable Muted muted(ConversationSummary.@Nullable Muted muted) {
        if (muted == null) {
            return null;
        }
        return new ServerFrame.Muted(timeOrNull(muted.until()), muted.reason());
    }

    private static @Nullable String timeOrNull(@Nullable Instant moment) {
        return moment == null ? null : ServerFrames.time(moment);
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
