package chat.parley.web.identity;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.RefreshToken;
import chat.parley.ejb.identity.Renewing;
import chat.parley.ejb.identity.SignIn;
import chat.parley.ejb.identity.SignedIn;
import chat.parley.ejb.identity.SigningIn;
import chat.parley.ejb.identity.SigningOut;
import chat.parley.jpa.identity.Organizations;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Passwords against tokens, tokens against fresh ones, and the end of it. */
@Path("auth")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SignInResource {

    private static final String NAMELESS = "Unnamed device";

    @Inject
    SigningIn signingIn;

    @Inject
    Renewing renewing;

    @Inject
    SigningOut signingOut;

    @Inject
    ClientAddress address;

    @Inject
    CurrentActor current;

    /** Who wants to sign in, and on what. */
    public record Login(
            @Nullable String organization,
            @Nullable String username,
            @Nullable String password,
            @Nullable String device,
            @Nullable String deviceName) {

        /** Not in logs. */
        @Override
        public String toString() {
            return "Login";
        }
    }

    /** Who wants to stay signed in. */
    public record Refresh(@Nullable String refreshToken) {

        /** Not in logs. */
        @Override
        public String toString() {
            return "Refresh";
        }
    }

    /** Somebody is signed in; {@code expiresIn} is in seconds. */
    public record Session(String accessToken, String refreshToken, long expiresIn, Self account) {

        /** Who it is. */
        public record Self(long id, String username, String displayName) {}

        static Session of(SignedIn signedIn) {
            var account = signedIn.account();
            return new Session(
                    signedIn.access().value(),
                    signedIn.refresh().text(),
                    signedIn.access().life().toSeconds(),
                    new Self(account.id().value(), account.username(), account.displayName()));
        }

        /** Not in logs. */
        @Override
        public String toString() {
            return "Session";
        }
    }

    /** Signs in with a password. */
    @POST
    @Path("login")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    public Session login(@Nullable Login body, @Context HttpServletRequest request) {
        Login login = RequestBody.required(body);
        String organization = login.organization();
        String deviceName = login.deviceName();
        return Session.of(signingIn.signIn(new SignIn(
                organization == null || organization.isBlank() ? Organizations.DEFAULT : organization,
                RequestBody.required(login.username(), "username"),
                RequestBody.required(login.password(), "password"),
                RequestBody.required(login.device(), "device"),
                deviceName == null || deviceName.isBlank() ? NAMELESS : deviceName,
                address.of(request))));
    }

    /** Gives a fresh access token, and the next refresh token, for a refresh token. */
    @POST
    @Path("refresh")
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    public Session refresh(@Nullable Refresh body) {
        String shown = RequestBody.required(RequestBody.required(body).refreshToken(), "refreshToken");
        return Session.of(renewing.renew(new RefreshToken(shown)));
    }

    /** Signs out on this device. */
    @POST
    @Path("logout")
    @BeforeTerms
    public void logout() {
        Actor actor = current.get();
        signingOut.signOut(actor, actor.device());
    }
}
