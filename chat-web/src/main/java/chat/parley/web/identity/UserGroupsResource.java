package chat.parley.web.identity;

import java.util.List;
import java.util.Objects;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.identity.KeepingUserGroups;
import chat.parley.ejb.identity.UserGroupDirectory;
import chat.parley.jpa.identity.UserGroupProfile;
import chat.parley.web.identity.AccountsResource.ListedAccount;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Groups of people of one's organization. Everybody sees them, those whose duty the people are keep them. */
@Path("/user-groups")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class UserGroupsResource {

    @Inject
    CurrentActor current;

    @Inject
    UserGroupDirectory directory;

    @Inject
    KeepingUserGroups keeping;

    /** A group; {@code members} is how many are in it. */
    public record Group(long id, String handle, String name, long members) {

        static Group of(UserGroupProfile group) {
            return new Group(group.id().value(), group.handle(), group.name(), group.members());
        }
    }

    /** One page; {@code next} is there when there are more. */
    public record GroupList(List<Group> groups, @Nullable String next) {}

    /** Those in a group; {@code next} is there when there are more. */
    public record MemberList(
            List<ListedAccount> accounts, @Nullable Long next) {}

    /** What a group is to be called, and who is to be in it. */
    public record NewGroup(
            @Nullable String handle,
            @Nullable String name,
            @Nullable List<@Nullable Long> accounts) {}

    /** Who is to be in it too. */
    public record Newcomers(@Nullable List<@Nullable Long> accounts) {}

    /** Which groups have a text in their handle or name, by handle. */
    @GET
    public GroupList groups(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("after") @DefaultValue("") String after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        UserGroupDirectory.Groups page = directory.search(current.get(), text, after, limit);
        return new GroupList(page.groups().stream().map(Group::of).toList(), page.next());
    }

    /** Makes one. */
    @POST
    public Response make(@Nullable NewGroup body) {
        NewGroup group = RequestBody.required(body);
        Group made = Group.of(keeping.make(
                current.get(),
                RequestBody.required(group.handle(), "handle"),
                RequestBody.required(group.name(), "name"),
                AccountNumbers.accounts(group.accounts())));
        return Response.status(Response.Status.CREATED).entity(made).build();
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    public Group group(@PathParam("id") long id) {
        return Group.of(directory.group(current.get(), UserGroupWishes.group(id)));
    }

    /** Calls it otherwise. */
    @PATCH
    @Path("/{id}")
    public Group call(@PathParam("id") long id, @Nullable NewGroup body) {
        NewGroup change = RequestBody.required(body);
        return Group.of(keeping.call(current.get(), UserGroupWishes.group(id), change.handle(), change.name()));
    }

    /** There is none any more. */
    @DELETE
    @Path("/{id}")
    @Consumes(MediaType.WILDCARD)
    public void dissolve(@PathParam("id") long id) {
        keeping.dissolve(current.get(), UserGroupWishes.group(id));
    }

    /** Who is in it, by the numbers of their accounts. */
    @GET
    @Path("/{id}/members")
    public MemberList members(
            @PathParam("id") long id,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        UserGroupDirectory.Members page = directory.members(
                current.get(), UserGroupWishes.group(id), Objects.requireNonNullElse(after, 0L), limit);
        return new MemberList(page.accounts().stream().map(ListedAccount::of).toList(), page.next());
    }

    /** Puts people in it. */
    @POST
    @Path("/{id}/members")
    public Group add(@PathParam("id") long id, @Nullable Newcomers body) {
        List<@Nullable Long> numbers =
                RequestBody.required(RequestBody.required(body).accounts(), "accounts");
        return Group.of(keeping.add(current.get(), UserGroupWishes.group(id), AccountNumbers.accounts(numbers)));
    }

    /** Takes somebody out of it. */
    @DELETE
    @Path("/{id}/members/{account}")
    @Consumes(MediaType.WILDCARD)
    public void remove(@PathParam("id") long id, @PathParam("account") long account) {
        keeping.remove(current.get(), UserGroupWishes.group(id), AccountNumbers.account(account));
    }
}
