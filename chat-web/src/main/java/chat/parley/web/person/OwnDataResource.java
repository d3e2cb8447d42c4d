package chat.parley.web.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.person.ExportingOwnData;
import chat.parley.web.identity.CurrentActor;

/** What is kept about oneself. */
@Path("/me/export")
@ApplicationScoped
public class OwnDataResource {

    private static final String ZIP = "application/zip";

    @Inject
    CurrentActor current;

    @Inject
    ExportingOwnData exporting;

    /** Hands it over as it is read. */
    @POST
    @Produces({ZIP, MediaType.APPLICATION_JSON})
    public Response export() {
        Actor actor = current.get();
        exporting.begin(actor);
        StreamingOutput stream = target -> exporting.write(actor, target);
        return Response.ok(stream, ZIP)
                .header("Content-Disposition", "attachment; filename=\"parley-" + actor.account() + ".zip\"")
                .build();
    }
}
