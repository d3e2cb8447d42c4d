package chat.parley.web.delivery;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.ConversationAccess;
import chat.parley.ejb.conversation.KeepingMemos;
import chat.parley.ejb.conversation.KeepingMemos.KeepMemo;
import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.LiveFeed;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Tokens;
import chat.parley.ejb.message.Acknowledging;
import chat.parley.ejb.message.Checkpoints;
import chat.parley.ejb.message.Editing;
import chat.parley.ejb.message.FollowingThreads;
import chat.parley.ejb.message.Forwarding;
import chat.parley.ejb.message.Forwarding.ForwardMessage;
import chat.parley.ejb.message.Hiding;
import chat.parley.ejb.message.History;
import chat.parley.ejb.message.MessageBody;
import chat.parley.ejb.message.MyInbox;
import chat.parley.ejb.message.Pinning;
import chat.parley.ejb.message.Polls;
import chat.parley.ejb.message.PostMessage;
import chat.parley.ejb.message.Posting;
import chat.parley.ejb.message.Posting.Submitted;
import chat.parley.ejb.message.Reacting;
import chat.parley.ejb.message.Reading;
import chat.parley.ejb.message.Receipt;
import chat.parley.ejb.message.Saving;
import chat.parley.ejb.message.Scheduling;
import chat.parley.ejb.message.Voting;
import chat.parley.ejb.message.Withdrawing;
import chat.parley.ejb.presence.Activity;
import chat.parley.ejb.presence.ChoosingStatus;
import chat.parley.ejb.presence.PresenceDesk;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatException.Unauthenticated;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.Memo;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.web.message.CheckpointForm;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.presence.StatusWishes;
import chat.parley.web.problem.Problems;
import chat.parley.web.wire.ClientFrame;
import chat.parley.web.wire.CloseCode;
import chat.parley.web.wire.ServerFrame;
import chat.parley.web.wire.ServerFrame.Limits;
import org.jspecify.annotations.Nullable;

/**
 * Answers the frames of one connection, in their order, on a virtual thread. Messages that wait together are submitted
 * together and answered when they exist, so that a client which sends several at once fills one batch of the log.
 */
@ApplicationScoped
public class FrameHandler {

    static final String NODE = System.getProperty("jboss.node.name", "node");
    private static final Limits LIMITS =
            new Limits(Reception.LONGEST_FRAME, Reception.LONGEST_MESSAGE, MessageBody.MOST_BYTES);

    @Inject
    Clock clock;

    @Inject
    Tokens tokens;

    @Inject
    ConversationAccess access;

    @Inject
    LiveFeed feed;

    @Inject
    Connections connections;

    @Inject
    Heartbeat heartbeat;

    @Inject
    CatchUp catchUp;

    @Inject
    Posting posting;

    @Inject
    Editing editing;

    @Inject
    Withdrawing withdrawing;

    @Inject
    Reacting reacting;

    @Inject
    Pinning pinning;

    @Inject
    Saving saving;

    @Inject
    Hiding hiding;

    @Inject
    Acknowledging acknowledging;

    @Inject
    Voting voting;

    @Inject
    Polls polls;

    @Inject
    Scheduling scheduling;

    @Inject
    Forwarding forwarding;

    @Inject
    FollowingThreads followingThreads;

    @Inject
    MyInbox inbox;

    @Inject
    Reading reading;

    @Inject
    Checkpoints checkpoints;

    @Inject
    KeepingMemos keeping;

    @Inject
    History history;

    @Inject
    PresenceDesk desk;

    @Inject
    ChoosingStatus choosing;

    @Inject
    Watches watches;

    private record Sending(long ref, Submitted message) {}

    /** Answers all that waits on this connection. */
    void answerAll(Connection connection) {
        do {
            List<Sending> sending = new ArrayList<>();
            for (ClientFrame frame; (frame = connection.nextFrame()) != null; ) {
                if (!(frame instanceof ClientFrame.Send || frame instanceof ClientFrame.Forward)) {
                    finish(connection, sending);
                }
                answer(connection, frame, sending);
            }
            finish(connection, sending);
        } while (connection.stopAnswering());
    }

    private void answer(Connection connection, ClientFrame frame, List<Sending> sending) {
        Long ref = ref(frame);
        try {
            if (connection.actor() == null && !(frame instanceof ClientFrame.Hello)) {
                throw new Unauthenticated("auth.required", "The first frame is a hello with a valid token.");
            }
            switch (frame) {
                case ClientFrame.Hello hello -> greet(connection, hello);
                case ClientFrame.Renew renew -> renew(connection, renew);
                case ClientFrame.Send send ->
                    sending.add(new Sending(send.ref(), posting.submit(connection.signedIn(), wish(send))));
                case ClientFrame.Edit edit -> edit(connection, edit);
                case ClientFrame.Delete delete -> delete(connection, delete);
                case ClientFrame.React react -> react(connection, react);
                case ClientFrame.Pin pin -> pin(connection, pin);
                case ClientFrame.Save save -> save(connection, save);
                case ClientFrame.Hide hide -> hide(connection, hide);
                case ClientFrame.Acknowledge noticed -> acknowledge(connection, noticed);
                case ClientFrame.Vote vote -> vote(connection, vote);
                case ClientFrame.ClosePoll poll -> closePoll(connection, poll);
                case ClientFrame.Schedule schedule -> schedule(connection, schedule);
                case ClientFrame.Unschedule unschedule -> {
                    scheduling.cancel(connection.signedIn(), unschedule.id());
                    connection.answer(ok(unschedule.ref()));
                }
                case ClientFrame.Follow follow -> follow(connection, follow);
                case ClientFrame.Done done -> done(connection, done);
                case ClientFrame.Tidy tidy -> tidy(connection, tidy);
                case ClientFrame.Forward forward ->
                    sending.add(new Sending(
                            forward.ref(), posting.submit(connection.signedIn(), copy(connection, forward))));
                case ClientFrame.Delivered delivered -> delivered(connection, delivered);
                case ClientFrame.Read read -> read(connection, read);
                case ClientFrame.Keep keep -> keep(connection, keep);
                case ClientFrame.Typing typing -> typing(connection, typing);
                case ClientFrame.Focus focus -> focus(connection, focus);
                case ClientFrame.Watch watch -> watch(connection, watch);
                case ClientFrame.Status status -> status(connection, status);
                case ClientFrame.Idle(boolean on) ->
                    desk.turn(connection.signedIn(), connection.id(), on ? Activity.IDLE : Activity.ACTIVE);
                case ClientFrame.History page -> page(connection, page);
                case ClientFrame.Sync sync -> sync(connection, sync);
                case ClientFrame.Applied applied -> applied(connection, applied);
                case ClientFrame.Pong _ -> {}
            }
        } catch (RuntimeException e) {
            refuse(connection, ref, e);
            if (connection.isGivenUp()) {
                connection.closeWhenTold(CloseCode.AWAY);
            }
        }
    }

    private static void refuse(Connection connection, @Nullable Long ref, RuntimeException failure) {
        connection.answer(new ServerFrame.Failed(ref, Problems.of(failure)));
        if (failure instanceof Unauthenticated) {
            connection.closeWhenTold(CloseCode.UNAUTHENTICATED);
        } else if (failure instanceof Denied denied && denied.code().equals(Tokens.UNAGREED)) {
            connection.closeWhenTold(CloseCode.UNAGREED);
        }
    }

    private static void finish(Connection connection, List<Sending> sending) {
        for (Sending each : sending) {
            try {
                Receipt receipt = each.message().await();
                connection.answer(ServerFrames.posted(each.ref(), receipt));
            } catch (RuntimeException e) {
                refuse(connection, each.ref(), e);
            }
        }
        sending.clear();
    }

    private void greet(Connection connection, ClientFrame.Hello hello) {
        if (connection.actor() != null) {
            throw new Rejected("frame.unexpected", "This connection has said hello already.");
        }
        Actor actor = tokens.verify(hello.token());
        connections.signIn(connection, actor);
        arrive(connection, actor);
        catchUp.catchUp(connection, hello.checkpoint(), epoch -> welcome(connection, actor, epoch));
    }

    private void arrive(Connection connection, Actor actor) {
        desk.arrive(actor, connection.id());
        if (connection.isGone()) {
            desk.leave(actor, connection.id());
        }
    }

    private ServerFrame welcome(Connection connection, Actor actor, String epoch) {
        return new ServerFrame.Welcome(
                actor.account().value(),
                connection.attention().groups().stream()
                        .map(UserGroupId::value)
                        .sorted()
                        .toList(),
                connection.id(),
                NODE,
                epoch,
                ServerFrames.time(clock.instant()),
                heartbeat.seconds(),
                LIMITS);
    }

    private void renew(Connection connection, ClientFrame.Renew renew) {
        Actor actor = tokens.verify(renew.token());
        if (!actor.account().equals(connection.signedIn().account())) {
            throw new Rejected("auth.other-account", "The token is another account's.");
        }
        connection.signIn(actor);
        connection.answer(ok(renew.ref()));
    }

    private void edit(Connection connection, ClientFrame.Edit edit) {
        long rev = editing.edit(
                connection.signedIn(), MessageWishes.conversation(edit.conversation()), edit.seq(), edit.body());
        connection.answer(changed(edit.ref(), rev));
    }

    private void delete(Connection connection, ClientFrame.Delete delete) {
        long rev = withdrawing.withdraw(
                connection.signedIn(),
                MessageWishes.conversation(delete.conversation()),
                delete.seq(),
                delete.reason());
        connection.answer(changed(delete.ref(), rev));
    }

    private void react(Connection connection, ClientFrame.React react) {
        long rev = reacting.react(
                connection.signedIn(),
                MessageWishes.conversation(react.conversation()),
                react.seq(),
                react.emoji(),
                react.on());
        connection.answer(changed(react.ref(), rev));
    }

    private void pin(Connection connection, ClientFrame.Pin pin) {
        long rev =
                pinning.pin(connection.signedIn(), MessageWishes.conversation(pin.conversation()), pin.seq(), pin.on());
        connection.answer(changed(pin.ref(), rev));
    }

    private void save(Connection connection, ClientFrame.Save save) {
        ConversationId conversation = MessageWishes.conversation(save.conversation());
        if (save.on()) {
            saving.save(connection.signedIn(), conversation, save.seq());
        } else {
            saving.forget(connection.signedIn(), conversation, save.seq());
        }
        connection.answer(ok(save.ref()));
    }

    private void hide(Connection connection, ClientFrame.Hide hide) {
        ConversationId conversation = MessageWishes.conversation(hide.conversation());
        if (hide.on()) {
            hiding.hide(connection.signedIn(), conversation, hide.seq());
        } else {
            hiding.show(connection.signedIn(), conversation, hide.seq());
        }
        connection.answer(ok(hide.ref()));
    }

    private void acknowledge(Connection connection, ClientFrame.Acknowledge noticed) {
        acknowledging.acknowledge(
                connection.signedIn(), MessageWishes.conversation(noticed.conversation()), noticed.seq());
        connection.answer(ok(noticed.ref()));
    }

    private void vote(Connection connection, ClientFrame.Vote vote) {
        voting.vote(connection.signedIn(), MessageWishes.conversation(vote.conversation()), vote.seq(), vote.choices());
        connection.answer(ok(vote.ref()));
    }

    private void closePoll(Connection connection, ClientFrame.ClosePoll poll) {
        long rev = polls.close(connection.signedIn(), MessageWishes.conversation(poll.conversation()), poll.seq());
        connection.answer(changed(poll.ref(), rev));
    }

    private void schedule(Connection connection, ClientFrame.Schedule schedule) {
        PostMessage wish = new PostMessage(
                MessageWishes.conversation(schedule.conversation()),
                schedule.id(),
                MessageWishes.format(schedule.format()),
                schedule.body(),
                schedule.replyTo(),
                schedule.thread(),
                null);
        scheduling.schedule(connection.signedIn(), wish, MessageWishes.moment("at", schedule.at()));
        connection.answer(ok(schedule.ref()));
    }

    private void follow(Connection connection, ClientFrame.Follow follow) {
        followingThreads.follow(
                connection.signedIn(), MessageWishes.conversation(follow.conversation()), follow.seq(), follow.on());
        connection.answer(ok(follow.ref()));
    }

    private void done(Connection connection, ClientFrame.Done done) {
        inbox.done(connection.signedIn(), MessageWishes.conversation(done.conversation()), done.seq(), done.on());
        connection.answer(ok(done.ref()));
    }

    private void tidy(Connection connection, ClientFrame.Tidy tidy) {
        inbox.tidy(connection.signedIn(), MessageWishes.moment("until", tidy.until()));
        connection.answer(ok(tidy.ref()));
    }

    private void delivered(Connection connection, ClientFrame.Delivered delivered) {
        Map<ConversationId, Long> positions = new HashMap<>();
        delivered.positions().forEach((id, seq) -> positions.put(MessageWishes.conversation(id), seq));
        reading.delivered(connection.signedIn(), positions);
    }

    private void read(Connection connection, ClientFrame.Read read) {
        ConversationId conversation = MessageWishes.conversation(read.conversation());
        Long thread = read.thread();
        if (thread == null) {
            reading.note(connection.signedIn(), conversation, read.seq());
        } else {
            followingThreads.read(connection.signedIn(), conversation, thread, read.seq());
        }
    }

    private void keep(Connection connection, ClientFrame.Keep keep) {
        Long id = keep.conversation();
        Memo memo = keeping.keep(
                connection.signedIn(),
                new KeepMemo(
                        id == null ? null : MessageWishes.conversation(id), keep.name(), keep.value(), keep.clock()));
        connection.answer(new ServerFrame.Ok(keep.ref(), null, null, null, null, null, OwnFrames.memo(memo), null));
    }

    private void typing(Connection connection, ClientFrame.Typing typing) {
        Actor actor = connection.signedIn();
        ConversationId conversation = MessageWishes.conversation(typing.conversation());
        access.toPost(actor, conversation);
        if (connection.mayType(conversation, clock.instant())) {
            feed.publish(List.of(new ChatEvent.Typed(conversation, actor.account())));
        }
    }

    private void focus(Connection connection, ClientFrame.Focus focus) {
        Long conversation = focus.conversation();
        catchUp.focus(connection, conversation == null ? null : MessageWishes.conversation(conversation));
    }

    private void watch(Connection connection, ClientFrame.Watch watch) {
        watches.watch(connection, watch.accounts().stream().map(AccountId::new).toList());
    }

    private void status(Connection connection, ClientFrame.Status said) {
        choosing.choose(
                connection.signedIn(),
                StatusWishes.status(said.status()),
                said.text(),
                StatusWishes.until(said.until()));
    }

    private void page(Connection connection, ClientFrame.History wanted) {
        History.Page page = history.page(
                connection.signedIn(),
                MessageWishes.conversation(wanted.conversation()),
                MessageWishes.page(wanted.before(), wanted.after(), wanted.around()),
                wanted.limit() == null ? MessageWishes.USUAL_PAGE : wanted.limit());
        connection.answer(new ServerFrame.Ok(
                wanted.ref(),
                null,
                null,
                null,
                page.messages().stream().map(ServerFrames::message).toList(),
                page.more()));
    }

    private void sync(Connection connection, ClientFrame.Sync sync) {
        catchUp.catchUp(connection, sync.checkpoint(), _ -> ok(sync.ref()));
        watches.repeat(connection);
    }

    private void applied(Connection connection, ClientFrame.Applied applied) {
        CheckpointForm.read(applied.checkpoint())
                .ifPresent(checkpoint -> checkpoints.note(connection.signedIn(), checkpoint));
    }

    private static PostMessage wish(ClientFrame.Send send) {
        return new PostMessage(
                MessageWishes.conversation(send.conversation()),
                send.id(),
                MessageWishes.format(send.format()),
                send.body(),
                send.replyTo(),
                send.thread(),
                null,
                MessageWishes.purpose(send.priority(), send.poll()),
                Boolean.TRUE.equals(send.anyway()));
    }

    private PostMessage copy(Connection connection, ClientFrame.Forward forward) {
        return forwarding.copy(
                connection.signedIn(),
                new ForwardMessage(
                        MessageWishes.conversation(forward.conversation()),
                        forward.id(),
                        MessageWishes.conversation(forward.from()),
                        forward.seq(),
                        forward.thread()));
    }

    private static ServerFrame ok(long ref) {
        return new ServerFrame.Ok(ref, null, null, null, null, null);
    }

    private static ServerFrame changed(long ref, long rev) {
        return new ServerFrame.Ok(ref, null, rev, null, null, null);
    }

    private static @Nullable Long ref(ClientFrame frame) {
        return switch (frame) {
            case ClientFrame.Renew renew -> renew.ref();
            case ClientFrame.Send send -> send.ref();
            case ClientFrame.Edit edit -> edit.ref();
            case ClientFrame.Delete delete -> delete.ref();
            case ClientFrame.React react -> react.ref();
            case ClientFrame.Pin pin -> pin.ref();
            case ClientFrame.Save save -> save.ref();
            case ClientFrame.Hide hide -> hide.ref();
            case ClientFrame.Acknowledge noticed -> noticed.ref();
            case ClientFrame.Vote vote -> vote.ref();
            case ClientFrame.ClosePoll poll -> poll.ref();
            case ClientFrame.Schedule schedule -> schedule.ref();
            case ClientFrame.Unschedule unschedule -> unschedule.ref();
            case ClientFrame.Follow follow -> follow.ref();
            case ClientFrame.Done done -> done.ref();
            case ClientFrame.Tidy tidy -> tidy.ref();
            case ClientFrame.Forward forward -> forward.ref();
            case ClientFrame.Keep keep -> keep.ref();
            case ClientFrame.History page -> page.ref();
            case ClientFrame.Sync sync -> sync.ref();
            case ClientFrame.Hello _,
                    ClientFrame.Read _,
                    ClientFrame.Typing _,
                    ClientFrame.Focus _,
                    ClientFrame.Watch _,
                    ClientFrame.Status _,
                    ClientFrame.Idle _,
                    ClientFrame.Delivered _,
                    ClientFrame.Applied _,
                    ClientFrame.Pong _ -> null;
        };
    }
}
