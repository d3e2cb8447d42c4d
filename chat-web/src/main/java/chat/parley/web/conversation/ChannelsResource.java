package chat.parley.web.conversation;

import java.util.List;

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
import chat.parley.web.identity.CurrentActor;
import org.jspecify.annotations.Nullable;

/** The public channels of one's organization. */
@Path("/channels")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ChannelsResource {

    @Inject
    CurrentActor current;

    @Inject
    ChannelDirectory directory;

    /** A public channel; {@code joined} says whether one is in it. */
    public record Channel(long id, String name, @Nullable String topic, long members, boolean joined) {

        static Channel of(Conversations.Channel channel) {
            return new Channel(
                    channel.id().value(), channel.name(), channel.topic(), channel.members(), channel.joined());
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
