package chat.parley.web.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.message.Checkpoint;
import chat.parley.jpa.message.Messages.Position;
import chat.parley.web.wire.ClientFrame;

/** Checkpoints in the form in which clients say them, and get them back. */
public final class CheckpointForm {

    private CheckpointForm() {}

    /** What a client says, without what is no number of a conversation; empty if its epoch can be none of ours. */
    public static Optional<Checkpoint> read(ClientFrame.Checkpoint said) {
        return epoch(said.epoch())
                .map(epoch -> new Checkpoint(
                        epoch,
                        natural(said.account()),
                        said.conversations().entrySet().stream()
                                .filter(each -> each.getKey() > 0)
                                .map(each -> new Position(
                                        new ConversationId(each.getKey()),
                                        natural(each.getValue()[0]),
                                        natural(each.getValue()[1])))
                                .toList()));
    }

    /** As {@code hello} takes it. */
    public static ClientFrame.Checkpoint write(Checkpoint kept) {
        Map<Long, long[]> conversations = new LinkedHashMap<>();
        kept.positions()
                .forEach(each -> conversations.put(each.conversation().value(), new long[] {each.seq(), each.rev()}));
        return new ClientFrame.Checkpoint(kept.epoch().toString(), kept.accountRev(), conversations);
    }

    private static Optional<UUID> epoch(String said) {
        try {
            return Optional.of(UUID.fromString(said));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long natural(long number) {
        return Math.max(0, number);
    }
}
