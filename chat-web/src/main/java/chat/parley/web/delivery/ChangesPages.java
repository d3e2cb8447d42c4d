package chat.parley.web.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import chat.parley.jpa.message.Messages.Position;
import chat.parley.web.wire.ServerFrame;
import chat.parley.web.wire.ServerFrame.Changes;
import chat.parley.web.wire.ServerFrame.ConversationChanges;
import chat.parley.web.wire.ServerFrame.Message;
import chat.parley.web.wire.ServerFrame.Preview;
import chat.parley.web.wire.ServerFrame.Reaction;

/** Puts what a client lacks into frames of a bounded size; a conversation with much to tell spreads over several. */
final class ChangesPages {

    private static final int MOST_CONVERSATIONS = 100;
    private static final int MOST_CHARACTERS = 128 * 1024;
    private static final int A_REACTION = 70;
    private static final int AN_ID = 12;
    private static final int A_PREVIEW = 60;

    private final String epoch;
    private final Consumer<ServerFrame> out;
    private List<ConversationChanges> page = new ArrayList<>();
    private int characters;

    ChangesPages(String epoch, Consumer<ServerFrame> out) {
        this.epoch = epoch;
        this.out = out;
    }

    /** What the numbers in them are of. */
    String epoch() {
        return epoch;
    }

    /**
     * Adds what a client lacks that stands at {@code known}; until the last part is told it moves no further than its
     * messages.
     */
    void add(Position known, ConversationChanges changes) {
        List<Message> messages = changes.messages();
        int first = 0;
        for (int i = 0; i < messages.size(); i++) {
            int length = weight(messages.get(i));
            if (i > first && characters + length > MOST_CHARACTERS) {
                long seq = Math.max(known.seq(), messages.get(i - 1).seq());
                put(new ConversationChanges(
                        changes.id(),
                        seq,
                        known.rev(),
                        changes.conversation(),
                        messages.subList(first, i),
                        null,
                        null,
                        null));
                flush();
                first = i;
            }
            characters += length;
        }
        put(new ConversationChanges(
                changes.id(),
                changes.seq(),
                changes.rev(),
                changes.conversation(),
                messages.subList(first, messages.size()),
                changes.destroyed(),
                changes.reset(),
                changes.left()));
    }

    /** The last page: the account's own state is known up to this number. */
    void end(long account) {
        out.accept(new Changes(epoch, account, page, false));
    }

    /** How many characters of a frame a message takes, besides what each takes. */
    private static int weight(Message message) {
        List<Reaction> reactions = message.reactions();
        List<Preview> previews = message.previews();
        int length = message.body().length();
        if (reactions != null) {
            for (Reaction reaction : reactions) {
                length += A_REACTION + AN_ID * reaction.accounts().size();
            }
        }
        if (previews != null) {
            for (Preview preview : previews) {
                length += weight(preview);
            }
        }
        return length;
    }

    private static int weight(Preview preview) {
        String description = preview.description();
        return A_PREVIEW
                + preview.url().length()
                + preview.title().length()
                + preview.site().length()
                + (description == null ? 0 : description.length());
    }

    private void put(ConversationChanges changes) {
        page.add(changes);
        if (page.size() >= MOST_CONVERSATIONS || characters > MOST_CHARACTERS) {
            flush();
        }
    }

    private void flush() {
        out.accept(new Changes(epoch, null, page, true));
        page = new ArrayList<>();
        characters = 0;
    }
}
