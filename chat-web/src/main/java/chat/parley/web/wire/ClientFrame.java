package chat.parley.web.wire;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/** What a client may say. The {@code ref} is of the client's choice; the answer bears it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ClientFrame.Hello.class, name = "hello"),
    @JsonSubTypes.Type(value = ClientFrame.Renew.class, name = "renew"),
    @JsonSubTypes.Type(value = ClientFrame.Send.class, name = "send"),
    @JsonSubTypes.Type(value = ClientFrame.Edit.class, name = "edit"),
    @JsonSubTypes.Type(value = ClientFrame.Delete.class, name = "delete"),
    @JsonSubTypes.Type(value = ClientFrame.React.class, name = "react"),
    @JsonSubTypes.Type(value = ClientFrame.Pin.class, name = "pin"),
    @JsonSubTypes.Type(value = ClientFrame.Save.class, name = "save"),
    @JsonSubTypes.Type(value = ClientFrame.Hide.class, name = "hide"),
    @JsonSubTypes.Type(value = ClientFrame.Acknowledge.class, name = "acknowledge"),
    @JsonSubTypes.Type(value = ClientFrame.Vote.class, name = "vote"),
    @JsonSubTypes.Type(value = ClientFrame.ClosePoll.class, name = "closePoll"),
    @JsonSubTypes.Type(value = ClientFrame.Schedule.class, name = "schedule"),
    @JsonSubTypes.Type(value = ClientFrame.Unschedule.class, name = "unschedule"),
    @JsonSubTypes.Type(value = ClientFrame.Follow.class, name = "follow"),
    @JsonSubTypes.Type(value = ClientFrame.Done.class, name = "done"),
    @JsonSubTypes.Type(value = ClientFrame.Tidy.class, name = "tidy"),
    @JsonSubTypes.Type(value = ClientFrame.Forward.class, name = "forward"),
    @JsonSubTypes.Type(value = ClientFrame.Delivered.class, name = "delivered"),
    @JsonSubTypes.Type(value = ClientFrame.Read.class, name = "read"),
    @JsonSubTypes.Type(value = ClientFrame.Keep.class, name = "keep"),
    @JsonSubTypes.Type(value = ClientFrame.Typing.class, name = "typing"),
    @JsonSubTypes.Type(value = ClientFrame.Focus.class, name = "focus"),
    @JsonSubTypes.Type(value = ClientFrame.Watch.class, name = "watch"),
    @JsonSubTypes.Type(value = ClientFrame.Status.class, name = "status"),
    @JsonSubTypes.Type(value = ClientFrame.Idle.class, name = "idle"),
    @JsonSubTypes.Type(value = ClientFrame.History.class, name = "history"),
    @JsonSubTypes.Type(value = ClientFrame.Sync.class, name = "sync"),
    @JsonSubTypes.Type(value = ClientFrame.Applied.class, name = "checkpoint"),
    @JsonSubTypes.Type(value = ClientFrame.Pong.class, name = "pong")
})
public sealed interface ClientFrame {

    /** How many accounts a connection may watch. */
    int MOST_WATCHED = 500;
    /** How many options one vote may name. */
    int MOST_CHOICES = 10;
    /** How many conversations one frame may name. */
    int MOST_POSITIONS = 500;

    /**
     * The first frame of every connection: who is there, and what it knows already.
     *
     * @param device the stable id of this installation
     */
    record Hello(String token, String device, @Nullable Checkpoint checkpoint) implements ClientFrame {

        /** Checks that nothing is missing. */
        public Hello {
            present(token, "token");
            present(device, "device");
        }
    }

    /** A fresh access token for this connection. */
    record Renew(long ref, String token) implements ClientFrame {

        /** Checks that nothing is missing. */
        public Renew {
            present(token, "token");
        }
    }

    /**
     * A message to post, into a thread perhaps; {@code id} is the same in every try of it, {@code anyway} says that its sender
     * was asked.
     */
    record Send(
            long ref,
            long conversation,
            UUID id,
            String body,
            @Nullable String format,
            @Nullable Long replyTo,
            @Nullable Long thread,
            @Nullable String priority,
            @Nullable Poll poll,
            @Nullable Boolean anyway)
            implements ClientFrame {

        /** Checks that nothing is missing. */
        public Send {
            present(id, "id");
            present(body, "body");
        }
    }

    /** What can be voted on: the question is the body. Voters choose one option, and are shown, if nothing else is said. */
    record Poll(
            @Nullable List<String> options,
            @Nullable Boolean multiple,
            @Nullable Boolean anonymous,
            @Nullable String ends) {}

    /** Another body for a message. */
    record Edit(long ref, long conversation, long seq, String body) implements ClientFrame {

        /** Checks that nothing is missing. */
        public Edit {
            present(body, "body");
        }
    }

    /** Takes a message back, from everyone's eyes; {@code reason} is for the one who wrote it, if that is another. */
    record Delete(
            long ref, long conversation, long seq, @Nullable String reason) implements ClientFrame {}

    /** Reacts to a message with an emoji, or takes that back. */
    record React(long ref, long conversation, long seq, String emoji, boolean on) implements ClientFrame {

        /** Checks that nothing is missing. */
        public React {
            present(emoji, "emoji");
        }
    }

    /** Keeps a message in sight for everybody, or no longer. */
    record Pin(long ref, long conversation, long seq, boolean on) implements ClientFrame {}

    /** Marks a message for oneself, or no longer. */
    record Save(long ref, long conversation, long seq, boolean on) implements ClientFrame {}

    /** Hides a message from oneself, or shows it again. */
    record Hide(long ref, long conversation, long seq, boolean on) implements ClientFrame {}

    /** Says that one has noticed an urgent message. */
    record Acknowledge(long ref, long conversation, long seq) implements ClientFrame {}

    /** Chooses these options of a poll instead of those chosen before; none takes the vote back. */
    record Vote(long ref, long conversation, long seq, List<Integer> choices) implements ClientFrame {

        /** Checks that nothing is missing, and that it is not too much. */
        public Vote {
            present(choices, "choices");
            if (choices.size() > MOST_CHOICES || choices.contains(null)) {
                throw new IllegalArgumentException("choices are up to " + MOST_CHOICES + " numbers");
            }
        }
    }

    /** Ends a poll. */
    record ClosePoll(long ref, long conversation, long seq) implements ClientFrame {}

    /** A message to post at a time, or another in the place of the one that waits under this {@code id}. */
    record Schedule(
            long ref,
            long conversation,
            UUID id,
            String body,
            @Nullable String format,
            @Nullable Long replyTo,
            @Nullable Long thread,
            String at)
            implements ClientFrame {

        /** Checks that nothing is missing. */
        public Schedule {
            present(id, "id");
            present(body, "body");
            present(at, "at");
        }
    }

    /** Deletes a message that waits for its time. */
    record Unschedule(long ref, UUID id) implements ClientFrame {

        /** Checks that nothing is missing. */
        public Unschedule {
            present(id, "id");
        }
    }

    /** Follows the thread of a message, or no longer. */
    record Follow(long ref, long conversation, long seq, boolean on) implements ClientFrame {}

    /** Puts a mention away in one's inbox, or takes it back. */
    record Done(long ref, long conversation, long seq, boolean on) implements ClientFrame {}

    /** Puts all mentions up to a moment away. */
    record Tidy(long ref, String until) implements ClientFrame {

        /** Checks that nothing is missing. */
        public Tidy {
            present(until, "until");
        }
    }

    /**
     * A copy of the message {@code seq} of {@code from}, to be posted in a conversation, into a thread perhaps; {@code id} is
     * the same in every try of it.
     */
    record Forward(
            long ref,
            long conversation,
            UUID id,
            long from,
            long seq,
            @Nullable Long thread) implements ClientFrame {

        /** Checks that nothing is missing. */
        public Forward {
            present(id, "id");
        }
    }

    /** Messages have come to this device, in each of these conversations up to a number; at most every 2 s. */
    record Delivered(Map<Long, Long> positions) implements ClientFrame {

        /** Checks that nothing is missing, and that they are not too many. */
        public Delivered {
            present(positions, "positions");
            if (positions.size() > MOST_POSITIONS || positions.containsValue(null)) {
                throw new IllegalArgumentException("positions are up to " + MOST_POSITIONS + " numbers");
            }
        }
    }

    /** This person has read up to here: the conversation, or of it the thread of this message. */
    record Read(long conversation, long seq, @Nullable Long thread) implements ClientFrame {}

    /** Something this account keeps for itself, or takes away without {@code value}; the greatest {@code clock} stands. */
    record Keep(
            long ref,
            @Nullable Long conversation,
            String name,
            @Nullable String value,
            long clock) implements ClientFrame {

        /** Checks that nothing is missing. */
        public Keep {
            present(name, "name");
        }
    }

    /** This person is writing; at most every 3 s. */
    record Typing(long conversation) implements ClientFrame {}

    /** The conversation that this person looks at now, if any: what is said there comes at once, however large it is. */
    record Focus(@Nullable Long conversation) implements ClientFrame {}

    /** Whose presence to be told of; takes the place of the last list. */
    record Watch(Set<Long> accounts) implements ClientFrame {

        /** Checks that nothing is missing, and that it is not too much. */
        public Watch {
            present(accounts, "accounts");
            if (accounts.size() > MOST_WATCHED) {
                throw new IllegalArgumentException("one watches at most " + MOST_WATCHED + " accounts");
            }
            if (accounts.stream().anyMatch(account -> account == null || account < 1)) {
                throw new IllegalArgumentException("accounts are numbers from 1");
            }
        }
    }

    /** What this person says of themselves: {@code online}, {@code away}, {@code busy} or {@code invisible}. */
    record Status(
            String status, @Nullable String text, @Nullable String until) implements ClientFrame {

        /** Checks that nothing is missing. */
        public Status {
            present(status, "status");
        }
    }

    /** At this client nothing was done for a while, or something is done again. */
    record Idle(boolean on) implements ClientFrame {}

    /** A page of a conversation: before, after or around a number, or the newest. */
    record History(
            long ref,
            long conversation,
            @Nullable Long before,
            @Nullable Long after,
            @Nullable Long around,
            @Nullable Integer limit)
            implements ClientFrame {}

    /** Catch up again, without a new connection. */
    record Sync(long ref, Checkpoint checkpoint) implements ClientFrame {

        /** Checks that nothing is missing. */
        public Sync {
            present(checkpoint, "checkpoint");
        }
    }

    /** What this client has applied, for the server to keep; of what comes faster than it is written the last counts. */
    record Applied(Checkpoint checkpoint) implements ClientFrame {

        /** Checks that nothing is missing. */
        public Applied {
            present(checkpoint, "checkpoint");
        }
    }

    /** The answer to a {@code ping}. */
    record Pong() implements ClientFrame {}

    /**
     * What a client has applied: its account's own changes up to {@code account}, and of each conversation the messages
     * and changes up to a pair of numbers, {@code [seq, rev]}; all under the server's {@code epoch}.
     */
    record Checkpoint(String epoch, long account, Map<Long, long[]> conversations) {

        /** Checks that nothing is missing. */
        public Checkpoint {
            present(epoch, "epoch");
            present(conversations, "conversations");
            for (long[] numbers : conversations.values()) {
                if (numbers == null || numbers.length != 2) {
                    throw new IllegalArgumentException("a conversation of a checkpoint is a pair [seq, rev]");
                }
            }
        }
    }

    private static void present(@Nullable Object field, String name) {
        if (field == null) {
            throw new IllegalArgumentException("the field " + name + " is missing");
        }
    }
}
