package chat.parley.web.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;

import chat.parley.ejb.audit.ExportingAudit;
import chat.parley.ejb.audit.ExportingAudit.Beginning;
import chat.parley.jpa.identity.Organizations;

/** An organization's audit log, for whoever holds the installation's private key. */
@Path("operator/audit")
@ApplicationScoped
@RolesAllowed("operator")
public class AuditOperatorResource {

    @Inject
    ExportingAudit exporting;

    /** All of it, as lines that can be verified elsewhere. */
    @GET
    @Produces("application/x-ndjson")
    public StreamingOutput export(
            @QueryParam("organization") @DefaultValue(Organizations.DEFAULT) String organization) {
        Beginning begun = exporting.begin(organization);
        return out -> AuditLines.write(exporting, begun, out);
    }
}
