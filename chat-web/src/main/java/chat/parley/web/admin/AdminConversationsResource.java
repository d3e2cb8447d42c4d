package chat.parley.web.admin;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.admin.OverseeingConversations;
import chat.parley.ejb.admin.OverseeingConversations.ConversationFile;
import chat.parley.ejb.admin.OverseeingConversations.MembersPage;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.admin.AdministeredMember;
import chat.parley.jpa.admin.ConversationFilter;
import chat.parley.jpa.admin.ConversationLine;
import chat.parley.jpa.admin.ConversationOrder;
import chat.parley.jpa.admin.ConversationWeight;
import chat.parley.jpa.admin.ListPosition;
import chat.parley.jpa.admin.ListedPage;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.ConversationKind;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.identity.AccountId;
import chat.parley.web.identity.CurrentActor;
import org.jspecify.annotations.Nullable;

/** The conversations of one's organization from outside, for those who administrate them. */
@Path("/admin/conversations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AdminConversationsResource {

    @Inject
    CurrentActor current;

    @Inject
    OverseeingConversations overseeing;

    /** One in the list; {@code people} are some of its members, where it has no name. */
    public record OverseenConversation(
            long id,
            String kind,
            @Nullable String name,
            @Nullable String topic,
            String visibility,
            List<String> people,
            Instant createdAt,
            @Nullable Instant archivedAt,
            int members,
            long posted,
            @Nullable Instant lastAt) {

        static OverseenConversation of(ConversationLine line) {
            return new OverseenConversation(
                    line.id().value(),
                    ListQuery.lower(line.kind()),
                    line.name(),
                    line.topic(),
                    ListQuery.lower(line.visibility()),
                    line.people(),
                    line.createdAt(),
                    line.archivedAt(),
                    line.members(),
                    line.posted(),
                    line.lastAt());
        }
    }

    /** A page; {@code total} is how many there are in all, or, if there are {@code more}, how many were counted. */
    public record OverseenConversations(
            List<OverseenConversation> conversations,
            long total,
            boolean more,
            @Nullable String next) {}

    /** How it is set. */
    public record OverseenSettings(String history, String receipts, String versions, String posting, long slow) {

        static OverseenSettings of(ConversationWeight weight) {
            return new OverseenSettings(
                    ListQuery.lower(weight.history()),
                    ListQuery.lower(weight.receipts()),
                    ListQuery.lower(weight.shownVersions()),
                    ListQuery.lower(weight.posting()),
                    weight.slow().toSeconds());
        }
    }

    /** One, with its settings and how much there is of it. */
    public record ConversationSheet(
            OverseenConversation conversation,
            OverseenSettings settings,
            @Nullable String creator,
            long messages,
            long bytes,
            long versions,
            long versionBytes) {}

    /** Somebody in it. */
    public record OverseenMember(long account, String username, String displayName, String role, boolean disabled) {

        static OverseenMember of(AdministeredMember member) {
            return new OverseenMember(
                    member.account().value(),
                    member.username(),
                    member.displayName(),
                    ListQuery.lower(member.role()),
                    member.disabled());
        }
    }

    /** Some of those in it; {@code next} is there when there are more. */
    public record OverseenMembers(
            List<OverseenMember> members, @Nullable Long next) {}

    /** A page of them. */
    @GET
    public OverseenConversations conversations(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("visibility") @Nullable String visibility,
            @QueryParam("state") @Nullable String state,
            @QueryParam("member") @Nullable Long member,
            @BeanParam ListQuery list) {
        ConversationFilter filter = new ConversationFilter(
                text.strip(),
                ListQuery.constant(ConversationKind.class, "kind", kind),
                ListQuery.constant(Visibility.class, "visibility", visibility),
                ListQuery.either("state", state, "open", "archived"),
                member == null || member < 1 ? null : new AccountId(member));
        ListedPage<ConversationLine> page =
                overseeing.page(current.get(), filter, list.wish(ConversationOrder.class, ConversationOrder.NAME));
        ListPosition next = page.next();
        return new OverseenConversations(
                page.rows().stream().map(OverseenConversation::of).toList(),
                page.total(),
                page.more(),
                next == null ? null : next.written());
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    public ConversationSheet conversation(@PathParam("id") long id) {
        ConversationFile file = overseeing.look(current.get(), number(id));
        return new ConversationSheet(
                OverseenConversation.of(file.line()),
                OverseenSettings.of(file.weight()),
                file.weight().creator(),
                file.weight().messages(),
                file.weight().bytes(),
                file.weight().versions(),
                file.weight().versionBytes());
    }

    /** Who is in it, by the numbers of their accounts. */
    @GET
    @Path("/{id}/members")
    public OverseenMembers members(
            @PathParam("id") long id,
            @QueryParam("after") @DefaultValue("0") long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        MembersPage page = overseeing.members(current.get(), number(id), after, limit);
        return new OverseenMembers(
                page.members().stream().map(OverseenMember::of).toList(), page.next());
    }

    private static ConversationId number(long id) {
        if (id < 1) {
            throw new Missing("conversation.missing", "There is no such conversation.");
        }
        return new ConversationId(id);
    }
}
