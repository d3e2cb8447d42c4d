package chat.parley.web.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.person.Restricting;
import chat.parley.web.identity.AccountNumbers;
import chat.parley.web.identity.CurrentActor;

/** Letting somebody's account rest. */
@Path("/admin/people/{account}/restriction")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RestrictionResource {

    @Inject
    CurrentActor current;

    @Inject
    Restricting restricting;

    /** It rests from now on. */
    @PUT
    public void restrict(@PathParam("account") long account) {
        restricting.restrict(current.get(), AccountNumbers.account(account));
    }

    /** It rests no longer. */
    @DELETE
    public void restore(@PathParam("account") long account) {
        restricting.restore(current.get(), AccountNumbers.account(account));
    }
}
