package chat.parley.web.audit;

import java.time.Instant;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.audit.FollowingAudit;
import chat.parley.ejb.audit.FollowingAudit.Reach;
import chat.parley.ejb.audit.FollowingAudit.Streamed;
import chat.parley.ejb.audit.VerifyingAudit;
import chat.parley.ejb.audit.VerifyingAudit.Verified;
import chat.parley.jpa.audit.AuditStamp;
import chat.parley.web.audit.AuditLines.SignedLine;
import chat.parley.web.identity.CurrentActor;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Whether the audit log is as it was written, and how far it was signed and handed on. */
@Path("admin/audit")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditStateResource {

    @Inject
    CurrentActor current;

    @Inject
    FollowingAudit following;

    @Inject
    VerifyingAudit verifying;

    /** That somebody else says when a checkpoint was there. */
    record Stamped(long number, String at) {

        static @Nullable Stamped of(@Nullable AuditStamp stamp) {
            return stamp == null ? null : new Stamped(stamp.number(), stamp.at().toString());
        }
    }

    /** What is wrong with an entry. */
    record FlawView(long number, String fault) {}

    /** A stretch that was verified. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VerifiedView(
            long to,
            long last,
            boolean more,
            @Nullable SignedLine signed,
            @Nullable Stamped stamped,
            List<FlawView> flaws) {

        static VerifiedView of(Verified verified) {
            return new VerifiedView(
                    verified.to(),
                    verified.last(),
                    verified.more(),
                    verified.signed() == null ? null : AuditLines.signed(verified.signed()),
                    Stamped.of(verified.stamped()),
                    verified.flaws().stream()
                            .map(flaw ->
                                    new FlawView(flaw.number(), flaw.fault().name()))
                            .toList());
        }
    }

    /** How far a receiver has come. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StreamView(
            String receiver,
            long number,
            @Nullable String advanced,
            @Nullable String oldest,
            @Nullable String failure,
            @Nullable String failed) {

        static StreamView of(Streamed streamed) {
            return new StreamView(
                    streamed.receiver(),
                    streamed.standing().number(),
                    text(streamed.standing().advanced()),
                    text(streamed.standing().oldest()),
                    streamed.standing().failure(),
                    text(streamed.standing().failed()));
        }

        private static @Nullable String text(@Nullable Instant at) {
            return at == null ? null : at.toString();
        }
    }

    /** How far all has come. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StateView(
            long last,
            @Nullable SignedLine signed,
            boolean stamping,
            @Nullable Stamped stamped,
            @Nullable StreamView stream) {

        static StateView of(Reach reach) {
            return new StateView(
                    reach.last(),
                    reach.signed().map(AuditLines::signed).orElse(null),
                    reach.stamping(),
                    Stamped.of(reach.stamped().orElse(null)),
                    reach.streamed().map(StreamView::of).orElse(null));
        }
    }

    /** How far it has come. */
    @GET
    @Path("state")
    public StateView state() {
        return StateView.of(following.see(current.get()));
    }

    /** Verifies a stretch of it. */
    @POST
    @Path("verify")
    @Consumes(MediaType.WILDCARD)
    public VerifiedView verify(@QueryParam("after") @DefaultValue("0") long after) {
        return VerifiedView.of(verifying.verify(current.get(), after));
    }
}
