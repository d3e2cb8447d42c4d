package chat.parley.web.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.identity.ActingFor;
import chat.parley.ejb.identity.Disabling;
import chat.parley.ejb.identity.Enrolling;
import chat.parley.ejb.identity.Enrolment;
import chat.parley.ejb.identity.Passwords;
import chat.parley.ejb.identity.ReplacingPassword;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.Organizations;
import chat.parley.web.identity.AccountsResource.ListedAccount;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and organizations, for whoever holds the installation's private key. Without {@code organization} the
 * default one is meant.
 */
@Path("operator")
@ApplicationScoped
@RolesAllowed(AuthenticationFilter.OPERATOR)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class OperatorResource {

    @Inject
    Enrolling enrolling;

    @Inject
    ReplacingPassword replacingPassword;

    @Inject
    Disabling disabling;

    @Inject
    ActingFor actingFor;

    @Inject
    Passwords passwords;

    /** An organization to be. */
    public record NewOrganization(@Nullable String name) {}

    /**
     * An account to be; without a password nobody can sign in with one. An administrator has the duties that no other duty
     * has to be apart from.
     */
    public record NewAccount(
            @Nullable String username,
            @Nullable String displayName,
            @Nullable String password,
            @Nullable Boolean administrator,
            @Nullable List<@Nullable Duty> duties) {

        private static final Set<Duty> ADMINISTRATORS = EnumSet.of(Duty.SYSTEM, Duty.PEOPLE, Duty.MODERATION);

        Set<Duty> wished() {
            Set<Duty> all = EnumSet.noneOf(Duty.class);
            if (Boolean.TRUE.equals(administrator)) {
                all.addAll(ADMINISTRATORS);
            }
            if (duties != null) {
                duties.forEach(duty -> all.add(RequestBody.required(duty, "duties")));
            }
            return all;
        }

        /** Not in logs. */
        @Override
        public String toString() {
            return "NewAccount[" + username + "]";
        }
    }

    /** Another password. */
    public record NewPassword(@Nullable String password) {

        /** Not in logs. */
        @Override
        public String toString() {
            return "NewPassword";
        }
    }

    /** What the operator can act with. */
    public record OperatorsToken(String accessToken) {

        /** Not in logs. */
        @Override
        public String toString() {
            return "OperatorsToken";
        }
    }

    /** Makes an organization. */
    @POST
    @Path("organizations")
    public Response organization(@Nullable NewOrganization body) {
        String name = RequestBody.required(RequestBody.required(body).name(), "name");
        enrolling.organization(name);
        return Response.status(Response.Status.CREATED)
                .entity(new NewOrganization(name.strip()))
                .build();
    }

    /** Makes an account. */
    @POST
    @Path("accounts")
    public Response create(
            @QueryParam("organization") @DefaultValue(Organizations.DEFAULT) String organization,
            @Nullable NewAccount body) {
        NewAccount account = RequestBody.required(body);
        String username = RequestBody.required(account.username(), "username");
        String displayName = account.displayName();
        String password = account.password();
        Enrolment wish = new Enrolment(
                organization,
                username,
                displayName == null || displayName.isBlank() ? username : displayName,
                password == null ? null : passwords.hash(password),
                account.wished());
        return Response.status(Response.Status.CREATED)
                .entity(ListedAccount.of(enrolling.enroll(wish)))
                .build();
    }

    /** Sets an account's password, and signs it out everywhere. */
    @PUT
    @Path("accounts/{username}/password")
    public void password(
            @QueryParam("organization") @DefaultValue(Organizations.DEFAULT) String organization,
            @PathParam("username") String username,
            @Nullable NewPassword body) {
        String password = RequestBody.required(RequestBody.required(body).password(), "password");
        replacingPassword.replace(organization, username, passwords.hash(password));
    }

    /** Disables an account. */
    @POST
    @Path("accounts/{username}/disable")
    @Consumes(MediaType.WILDCARD)
    public void disable(
            @QueryParam("organization") @DefaultValue(Organizations.DEFAULT) String organization,
            @PathParam("username") String username) {
        disabling.disable(organization, username);
    }

    /** A token to act as an account. */
    @POST
    @Path("accounts/{username}/token")
    @Consumes(MediaType.WILDCARD)
    public OperatorsToken token(
            @QueryParam("organization") @DefaultValue(Organizations.DEFAULT) String organization,
            @PathParam("username") String username) {
        return new OperatorsToken(actingFor.token(organization, username).value());
    }
}
