package chat.parley.ejb.message;

import java.time.Instant;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.Admission;
import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatException.Unavailable;
import chat.parley.ejb.tracing.Step;
import chat.parley.ejb.tracing.Traces;
import chat.parley.jpa.message.Appended;
import chat.parley.jpa.message.Draft;
import org.jspecify.annotations.Nullable;

import static java.util.Objects.requireNonNull;

/**
 * Posting a message. {@link #submit} decides whether the actor may, and whether the text may be said there, usually without
 * asking the database; the log then checks in the transaction that writes that the rights are still those the actor was
 * let in under.
 */
@ApplicationScoped
public class Posting {

    /** Every retry means that the rules changed again meanwhile. */
    private static final int MOST_TRIES = 4;

    @Inject
    ConversationAccess access;

    @Inject
    PostingRate rate;

    @Inject
    Addressing addressing;

    @Inject
    Vetting vetting;

    @Inject
    SlowMode slow;

    @Inject
    MessageLog log;

    @Inject
    Traces traces;

    /** A message on its way into the log, or held back from it. */
    public final class Submitted {
        private final Actor actor;
        private final PostMessage wish;
        private final Step sending;
        private final @Nullable Ticket ticket;
        private final @Nullable Instant heldAt;

        private Submitted(
                Actor actor, PostMessage wish, Step sending, @Nullable Ticket ticket, @Nullable Instant heldAt) {
            this.actor = actor;
            this.wish = wish;
            this.sending = sending;
            this.ticket = ticket;
            this.heldAt = heldAt;
        }

        /**
         * Waits until the message exists, unless it is held back.
         *
         * @throws chat.parley.ejb.problem.ChatException if it does not; {@code Unavailable} leaves open whether a try
         *     that reached the database succeeded, and the same wish again finds out
         */
        public Receipt await() {
            try {
                Receipt receipt = receipt();
                sending.note("parley.seq", receipt.seq()).end();
                return receipt;
            } catch (RuntimeException e) {
                sending.fail(e);
                throw e;
            }
        }

        private Receipt receipt() {
            if (ticket == null) {
                return Receipt.held(requireNonNull(heldAt));
            }
            Appended appended = ticket.await();
            for (int tries = 1; appended instanceof Appended.Stale; tries++) {
                if (tries == MOST_TRIES) {
                    throw new Unavailable("server.busy", "The conversation is being changed; try again.");
                }
                Admission admission = access.toPostAfresh(actor, wish.conversation());
                appended = append(admission, actor, wish, sending).await();
            }
            return switch (appended) {
                case Appended.Posted posted ->
                    new Receipt(posted.message().seq(), posted.message().at(), false);
                case Appended.Resent(long seq, var at) -> new Receipt(seq, at, true);
                case Appended.Missing _ -> throw new Missing("conversation.missing", "There is no such conversation.");
                case Appended.Orphan _ -> throw replyMissing();
                case Appended.Rootless _ -> throw threadMissing();
                case Appended.Stale _ -> throw new IllegalStateException("retried above");
            };
        }
    }

    /**
     * Lets a message join the log's next batch. Several submitted one after the other keep their order.
     *
     * @throws chat.parley.ejb.problem.ChatException if the actor may not post it, or it cannot be a message
     */
    public Submitted submit(Actor actor, PostMessage wish) {
        return begin(wish, sending -> {
            MessageBody.check(wish.body());
            PollCheck.check(wish.purpose());
            rate.take(actor);
            Admission admission = access.toPost(actor, wish.conversation());
            rate.take(actor, wish.conversation());
            Vetting.Vetted vetted = vetting.message(actor, wish);
            PostMessage said = vetted.wish();
            Instant heldAt = vetted.heldAt();
            return heldAt == null
                    ? new Submitted(actor, said, sending, append(admission, actor, said, sending), null)
                    : new Submitted(actor, said, sending, null, heldAt);
        });
    }

    /** Posts a message and waits until it exists. */
    public Receipt post(Actor actor, PostMessage wish) {
        return submit(actor, wish).await();
    }

    /**
     * Posts what was held back, as somebody who reviews it wishes, and waits until it exists. It was judged and counted
     * when it was sent.
     */
    Receipt release(Actor author, PostMessage wish) {
        return begin(wish, sending -> {
                    Admission admission = access.toPostAfresh(author, wish.conversation());
                    Ticket ticket = log.append(draft(admission, author, wish), sending);
                    return new Submitted(author, wish, sending, ticket, null);
                })
                .await();
    }

    private Submitted begin(PostMessage wish, Function<Step, Submitted> way) {
        Step sending = traces.sending(wish.conversation());
        try {
            return way.apply(sending);
        } catch (RuntimeException e) {
            sending.fail(e);
            throw e;
        }
    }

    private Ticket append(Admission admission, Actor actor, PostMessage wish, Step sending) {
        Draft draft = draft(admission, actor, wish);
        slow.take(admission, actor, wish.id());
        return log.append(draft, sending);
    }

    private Draft draft(Admission admission, Actor actor, PostMessage wish) {
        Long replyTo = wish.replyTo();
        if (replyTo != null && !admission.span().contains(replyTo)) {
            throw replyMissing();
        }
        Long thread = wish.thread();
        if (thread != null && !admission.span().contains(thread)) {
            throw threadMissing();
        }
        return new Draft(
                wish.conversation(),
                actor.account(),
                wish.id(),
                admission.accessRev(),
                replyTo,
                thread,
                wish.source(),
                wish.purpose(),
                wish.format(),
                wish.body(),
                addressing.of(actor, wish));
    }

    private static Rejected replyMissing() {
        return new Rejected("message.reply-missing", "The message this one answers does not exist.");
    }

    private static Rejected threadMissing() {
        return new Rejected("message.thread-missing", "There is no message whose thread this one could belong to.");
    }
}
