package chat.parley.web.conversation;

import java.util.List;
import java.util.Locale;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.conversation.ChannelDirectory;
import chat.parley.ejb.conversation.Page;
import chat.parley.jpa.conversation.Conversations;
import chat.parley.jpa.conversation.JoinRequest.State;
import chat.parley.web.identity.CurrentActor;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** The channels of one's organization that everybody may know of. */
@Path("/channels")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ChannelsResource {

    @Inject
    CurrentActor current;

    @Inject
    ChannelDirectory directory;

    /** A channel; {@code joined} says whether one is in it, {@code asked} what became of it when one asked to be. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Channel(
            long id,
            String name,
            @Nullable String topic,
            String visibility,
            long members,
            boolean joined,
            @Nullable String asked) {

        static Channel of(Conversations.Channel channel) {
            State asked = channel.asked();
            return new Channel(
                    channel.id().value(),
                    channel.name(),
                    channel.topic(),
                    channel.open() ? "public" : "private",
                    channel.members(),
                    channel.joined(),
                    asked == null ? null : asked.name().toLowerCase(Locale.ROOT));
        }
    }

    /** One page; {@code next} is there when there are more. */
    public record ChannelList(
            List<Channel> channels, @Nullable Long next) {}

    /** The channels whose name contains a text, by name. */
    @GET
    public ChannelList channels(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<Conversations.Channel> page = directory.page(current.get(), text, after, limit);
        return new ChannelList(page.items().stream().map(Channel::of).toList(), page.next());
    }
}
