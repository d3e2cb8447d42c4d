package chat.parley.web.message;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.message.FollowingThreads;
import chat.parley.jpa.message.Threads.Followed;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.wire.ServerFrame.Message;
import org.jspecify.annotations.Nullable;

/** The threads one follows. */
@Path("me/threads")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MyThreadsResource {

    @Inject
    CurrentActor actor;

    @Inject
    FollowingThreads following;

    /** One page; {@code next} is there when there are more. */
    public record Listed(
            List<FollowedThread> threads, @Nullable Long next) {}

    /** A thread, by its root; {@code at} is when the last reply came. */
    public record FollowedThread(Message root, long read, long unread, String at) {

        static FollowedThread of(Followed followed) {
            return new FollowedThread(
                    ServerFrames.message(followed.root()),
                    followed.read(),
                    followed.unread(),
                    ServerFrames.time(followed.lastAt()));
        }
    }

    /** Those of conversations one is a member of, what was answered last first. */
    @GET
    public Listed threads(
            @QueryParam("unread") @DefaultValue("false") boolean onlyUnread,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("" + MessageWishes.USUAL_PAGE) int limit) {
        Page<Followed> page = following.page(actor.get(), onlyUnread, after, limit);
        return new Listed(page.items().stream().map(FollowedThread::of).toList(), page.next());
    }
}
