package chat.parley.web.identity;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.KeepingMemos;
import chat.parley.ejb.conversation.KeepingMemos.KeepMemo;
import chat.parley.ejb.conversation.Page;
import chat.parley.jpa.conversation.AccountStates.Kept;
import chat.parley.web.delivery.OwnFrames;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.wire.ServerFrame.Memo;
import org.jspecify.annotations.Nullable;

/** What one keeps for oneself, on all one's devices. */
@Path("me/memos")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MemosResource {

    @Inject
    CurrentActor current;

    @Inject
    KeepingMemos keeping;

    /** One page; {@code next} is there when there are more. */
    public record Listed(List<Memo> memos, @Nullable Long next) {}

    /** Something to keep, or to take away without {@code value}. */
    public record Keep(
            @Nullable Long conversation,
            @Nullable String name,
            @Nullable String value,
            @Nullable Long clock) {}

    /** A page of all of it, in the order of writing. */
    @GET
    public Listed memos(@QueryParam("after") @Nullable Long after, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<Kept> page = keeping.page(current.get(), after, limit);
        return new Listed(
                page.items().stream().map(kept -> OwnFrames.memo(kept.memo())).toList(), page.next());
    }

    /** Keeps something, unless something later is there already; the answer is what stands. */
    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    public Memo keep(@Nullable Keep body) {
        Keep keep = RequestBody.required(body);
        Long conversation = keep.conversation();
        return OwnFrames.memo(keeping.keep(
                current.get(),
                new KeepMemo(
                        conversation == null ? null : MessageWishes.conversation(conversation),
                        RequestBody.required(keep.name(), "name"),
                        keep.value(),
                        RequestBody.required(keep.clock(), "clock"))));
    }
}
