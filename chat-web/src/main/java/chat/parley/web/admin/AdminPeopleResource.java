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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.admin.AdministeringPeople;
import chat.parley.ejb.admin.AdministeringPeople.PersonFile;
import chat.parley.ejb.identity.Passwords;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.admin.ListPosition;
import chat.parley.jpa.admin.ListedPage;
import chat.parley.jpa.admin.PeopleFilter;
import chat.parley.jpa.admin.PeopleOrder;
import chat.parley.jpa.admin.PersonLine;
import chat.parley.jpa.identity.AccountKind;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.SignedInDevice;
import chat.parley.jpa.identity.UserGroupId;
import chat.parley.jpa.identity.UserGroupProfile;
import chat.parley.web.identity.AccountNumbers;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** The people of one's organization, for those who administrate them. */
@Path("/admin/people")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AdminPeopleResource {

    @Inject
    CurrentActor current;

    @Inject
    AdministeringPeople administering;

    @Inject
    Passwords passwords;

    /** Somebody in the list. */
    public record Person(
            long id,
            String username,
            String displayName,
            String kind,
            Instant createdAt,
            @Nullable Instant disabledAt,
            @Nullable Instant restrictedAt,
            @Nullable Instant erasedAt,
            @Nullable Instant seenAt,
            int devices,
            List<Duty> duties) {

        static Person of(PersonLine line) {
            return new Person(
                    line.profile().id().value(),
                    line.profile().username(),
                    line.profile().displayName(),
                    ListQuery.lower(line.profile().kind()),
                    line.createdAt(),
                    line.disabledAt(),
                    line.restrictedAt(),
                    line.erasedAt(),
                    line.seenAt(),
                    line.devices(),
                    line.duties());
        }
    }

    /** A page; {@code total} is how many there are in all, or, if there are {@code more}, how many were counted. */
    public record People(
            List<Person> people,
            long total,
            boolean more,
            @Nullable String next) {}

    /** What somebody is signed in on. */
    public record Session(long id, String name, Instant createdAt, Instant lastSeenAt) {

        static Session of(SignedInDevice device) {
            return new Session(device.id().value(), device.name(), device.createdAt(), device.lastSeenAt());
        }
    }

    /** A user group they are in. */
    public record GroupSeen(long id, String handle, String name, long members) {

        static GroupSeen of(UserGroupProfile group) {
            return new GroupSeen(group.id().value(), group.handle(), group.name(), group.members());
        }
    }

    /** Somebody, with what is to be known before anything is done to them. */
    public record PersonView(
            Person person,
            List<Session> sessions,
            List<GroupSeen> groups,
            long conversations,
            long ownedAlone,
            long scheduled) {}

    /** Another password. */
    public record PasswordWish(@Nullable String password) {

        /** Not in logs. */
        @Override
        public String toString() {
            return "PasswordWish";
        }
    }

    /** A page of them. */
    @GET
    public People people(
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("state") @Nullable String state,
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("group") @Nullable Long group,
            @QueryParam("duty") @Nullable String duty,
            @BeanParam ListQuery list) {
        PeopleFilter filter = new PeopleFilter(
                text.strip(),
                ListQuery.either("state", state, "active", "disabled"),
                ListQuery.constant(AccountKind.class, "kind", kind),
                group == null || group < 1 ? null : new UserGroupId(group),
                ListQuery.constant(Duty.class, "duty", duty));
        ListedPage<PersonLine> page =
                administering.page(current.get(), filter, list.wish(PeopleOrder.class, PeopleOrder.NAME));
        ListPosition next = page.next();
        return new People(
                page.rows().stream().map(Person::of).toList(),
                page.total(),
                page.more(),
                next == null ? null : next.written());
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    public PersonView person(@PathParam("id") long id) {
        PersonFile file = administering.look(current.get(), AccountNumbers.account(id));
        return new PersonView(
                Person.of(file.line()),
                file.devices().stream().map(Session::of).toList(),
                file.stake().groups().stream().map(GroupSeen::of).toList(),
                file.stake().conversations(),
                file.stake().ownedAlone(),
                file.stake().scheduled());
    }

    /** Nobody acts as this account any more. */
    @POST
    @Path("/{id}/disable")
    public void disable(@PathParam("id") long id) {
        administering.disable(current.get(), AccountNumbers.account(id));
    }

    /** It can be signed in to again. */
    @POST
    @Path("/{id}/enable")
    public void enable(@PathParam("id") long id) {
        administering.enable(current.get(), AccountNumbers.account(id));
    }

    /** Another password. */
    @PUT
    @Path("/{id}/password")
    @Consumes(MediaType.APPLICATION_JSON)
    public void password(@PathParam("id") long id, @Nullable PasswordWish body) {
        String password = RequestBody.required(RequestBody.required(body).password(), "password");
        administering.resetPassword(current.get(), AccountNumbers.account(id), passwords.hash(password));
    }

    /** Signs it out everywhere. */
    @DELETE
    @Path("/{id}/devices")
    public void signOutEverywhere(@PathParam("id") long id) {
        administering.signOutEverywhere(current.get(), AccountNumbers.account(id));
    }

    /** Signs it out on one device. */
    @DELETE
    @Path("/{id}/devices/{device}")
    public void signOut(@PathParam("id") long id, @PathParam("device") long device) {
        if (device < 1) {
            throw new Missing("device.missing", "There is no such device.");
        }
        administering.signOut(current.get(), AccountNumbers.account(id), new DeviceId(device));
    }
}
