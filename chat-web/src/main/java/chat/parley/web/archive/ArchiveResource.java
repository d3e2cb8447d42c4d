package chat.parley.web.archive;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.archive.KeepingArchive;
import chat.parley.ejb.archive.VerifyingArchive;
import chat.parley.jpa.archive.ArchiveSegments.Totals;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What is archived outside of the database, and whether it is as it was written. */
@Path("/admin/archive")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ArchiveResource {

    @Inject
    CurrentActor current;

    @Inject
    KeepingArchive keeping;

    @Inject
    VerifyingArchive verifying;

    /** When messages are archived, when their texts move out of the database, and for how long they are locked then. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rule(
            @Nullable Integer afterDays,
            @Nullable Integer moveAfterDays,
            @Nullable Integer lockDays) {}

    /** How an organization archives; {@code storage} says whether the installation can. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShownArchive(
            boolean storage,
            @Nullable Rule rule,
            long segments,
            long messages,
            long bytes,
            long textBytes,
            long moved) {

        static ShownArchive of(KeepingArchive.Standing standing) {
            Totals totals = standing.totals();
            return new ShownArchive(
                    standing.storage(),
                    standing.rule()
                            .map(rule -> new Rule(rule.afterDays(), rule.moveAfterDays(), rule.lockDays()))
                            .orElse(null),
                    totals.segments(),
                    totals.messages(),
                    totals.bytes(),
                    totals.textBytes(),
                    totals.moved());
        }
    }

    /** Something that is not as it was; {@code from} and {@code to} are the numbers of the segment. */
    public record ShownFinding(long segment, long conversation, long from, long to, String what) {}

    /** What came of verifying some segments; with {@code next} it can be gone on. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ShownVerdict(
            int segments,
            long messages,
            List<ShownFinding> findings,
            @Nullable Long next) {

        static ShownVerdict of(VerifyingArchive.Verdict verdict) {
            return new ShownVerdict(
                    verdict.segments(),
                    verdict.messages(),
                    verdict.findings().stream()
                            .map(finding -> new ShownFinding(
                                    finding.segment().id(),
                                    finding.segment().conversation().value(),
                                    finding.segment().from(),
                                    finding.segment().to(),
                                    finding.what()))
                            .toList(),
                    verdict.more() ? verdict.last() : null);
        }
    }

    /** How it stands. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public ShownArchive archive() {
        return ShownArchive.of(keeping.look(current.get()));
    }

    /** Archives from now on, or by another rule. */
    @PUT
    public ShownArchive set(@Nullable Rule body) {
        Rule rule = RequestBody.required(body);
        return ShownArchive.of(keeping.set(
                current.get(),
                RequestBody.required(rule.afterDays(), "afterDays"),
                rule.moveAfterDays(),
                rule.lockDays()));
    }

    /** Archives nothing more. */
    @DELETE
    @Consumes(MediaType.WILDCARD)
    public ShownArchive stop() {
        return ShownArchive.of(keeping.stop(current.get()));
    }

    /** Compares some segments after one with what was written, and with the database. */
    @POST
    @Path("/verifications")
    @Consumes(MediaType.WILDCARD)
    public ShownVerdict verify(@DefaultValue("0") @QueryParam("after") long after) {
        return ShownVerdict.of(verifying.verify(current.get(), after));
    }
}
