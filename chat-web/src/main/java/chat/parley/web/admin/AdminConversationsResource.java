package chat.parley.web.admin;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.admin.ChangingConversations;
import chat.parley.ejb.admin.OverseeingConversations;
import chat.parley.ejb.admin.OverseeingConversations.ConversationFile;
import chat.parley.ejb.admin.OverseeingConversations.MembersPage;
import chat.parley.ejb.conversation.InviteMembers;
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
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Role;
import chat.parley.jpa.conversation.Visibility;
import chat.parley.jpa.identity.AccountId;
import chat.parley.web.conversation.ConversationResource.Change;
import chat.parley.web.conversation.MembersResource.Invitation;
import chat.parley.web.conversation.MembersResource.NewRole;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
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

    @Inject
    ChangingConversations changing;

    /** One in the list; {@code people} are some of its members, where it has no name. */
    public record OverseenConversation(
            long id,
            String kind,
            @Nullable String name,
            @Nullable String topic,
            String visibility,
            List<String> people,
            List<String> labels,
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
                    line.labels(),
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

    /** How it is set; {@code historyLast} and {@code historySince} go with the history of that name. */
    public record OverseenSettings(
            String history,
            @Nullable Integer historyLast,
            @Nullable Instant historySince,
            String receipts,
            String versions,
            String posting,
            long slow,
            boolean requests,
            boolean previews) {

        static OverseenSettings of(ConversationWeight weight) {
            HistoryVisibility history = weight.history();
            return new OverseenSettings(
                    ListQuery.lower(history.extent()),
                    history.last() == 0 ? null : history.last(),
                    history.since(),
                    ListQuery.lower(weight.receipts()),
                    ListQuery.lower(weight.shownVersions()),
                    ListQuery.lower(weight.posting()),
                    weight.slow().toSeconds(),
                    weight.requests(),
                    weight.previews());
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
            @QueryParam("history") @Nullable String history,
            @QueryParam("label") @Nullable String label,
            @BeanParam ListQuery list) {
        ConversationFilter filter = new ConversationFilter(
                text.strip(),
                ListQuery.constant(ConversationKind.class, "kind", kind),
                ListQuery.constant(Visibility.class, "visibility", visibility),
                ListQuery.either("state", state, "open", "archived"),
                member == null || member < 1 ? null : new AccountId(member),
                ListQuery.constant(HistoryVisibility.Extent.class, "history", history),
                label);
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

    /** Changes the settings that are named, as its owner could. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public void change(@PathParam("id") long id, @Nullable Change body) {
        changing.set(current.get(), number(id), RequestBody.required(body).wish());
    }

    /** How many have come in. */
    public record Brought(int added) {}

    /** Brings others in. */
    @POST
    @Path("/{id}/members")
    @Consumes(MediaType.APPLICATION_JSON)
    public Brought bring(@PathParam("id") long id, @Nullable Invitation body) {
        InviteMembers wish = RequestBody.required(body).wish();
        return new Brought(changing.bring(current.get(), number(id), wish).size());
    }

    /** Makes a member something else. */
    @PATCH
    @Path("/{id}/members/{account}")
    @Consumes(MediaType.APPLICATION_JSON)
    public void assign(@PathParam("id") long id, @PathParam("account") long account, @Nullable NewRole body) {
        Role role = RequestBody.required(body).wish();
        changing.assign(current.get(), number(id), member(account), role);
    }

    /** Ends somebody's membership. */
    @DELETE
    @Path("/{id}/members/{account}")
    public void remove(@PathParam("id") long id, @PathParam("account") long account) {
        changing.remove(current.get(), number(id), member(account));
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

    private static AccountId member(long account) {
        if (account < 1) {
            throw new Missing("member.missing", "There is no such member.");
        }
        return new AccountId(account);
    }

    private static ConversationId number(long id) {
        if (id < 1) {
            throw new Missing("conversation.missing", "There is no such conversation.");
        }
        return new ConversationId(id);
    }
}
