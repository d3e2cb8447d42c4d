package chat.parley.web.retention;

import java.util.Base64;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.retention.SeeingSweeps;
import chat.parley.jpa.retention.Certificate;
import chat.parley.jpa.retention.SealedDocument;
import chat.parley.jpa.retention.Sweep;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.CurrentActor;
import org.jspecify.annotations.Nullable;

/** Sweeps that destroy what is due, and their certificates. */
@Path("/admin/retention")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SweepsResource {

    @Inject
    CurrentActor actor;

    @Inject
    SeeingSweeps seeing;

    /** Something that is signed: what is signed is the UTF-8 of the text; the signature is Base64. */
    public record SealedView(String text, String key, String signature) {

        static @Nullable SealedView of(@Nullable SealedDocument document) {
            return document == null
                    ? null
                    : new SealedView(
                            document.text(), document.key(), Base64.getEncoder().encodeToString(document.signature()));
        }
    }

    /** A sweep; {@code ended} and {@code document} are there when it has. */
    public record SweepView(
            long id,
            String asOf,
            @Nullable Long by,
            long messages,
            long certificates,
            @Nullable String ended,
            @Nullable SealedView document) {

        static SweepView of(Sweep sweep) {
            return new SweepView(
                    sweep.id(),
                    ServerFrames.time(sweep.asOf()),
                    sweep.askedBy() == null ? null : sweep.askedBy().value(),
                    sweep.messages(),
                    sweep.certificates(),
                    sweep.endedAt() == null ? null : ServerFrames.time(sweep.endedAt()),
                    SealedView.of(sweep.sealed()));
        }
    }

    /** One page; {@code next} is there when there are more. */
    public record SweepList(
            List<SweepView> sweeps, @Nullable Long next) {}

    /** That messages of a conversation were destroyed. */
    public record CertificateView(
            long id,
            long sweep,
            long conversation,
            long messages,
            String at,
            @Nullable SealedView document) {

        static CertificateView of(Certificate certificate) {
            return new CertificateView(
                    certificate.id(),
                    certificate.sweep(),
                    certificate.conversation().value(),
                    certificate.messages(),
                    ServerFrames.time(certificate.at()),
                    SealedView.of(certificate.document()));
        }
    }

    /** One page; {@code next} is there when there are more. */
    public record CertificateList(
            List<CertificateView> certificates, @Nullable Long next) {}

    /** Asks for one before its time. */
    @POST
    @Path("/sweeps")
    public Response ask() {
        return Response.accepted(SweepView.of(seeing.ask(actor.get()))).build();
    }

    /** The newest first. */
    @GET
    @Path("/sweeps")
    public SweepList sweeps(
            @QueryParam("before") @Nullable Long before, @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<Sweep> page = seeing.list(actor.get(), before, limit);
        return new SweepList(page.items().stream().map(SweepView::of).toList(), page.next());
    }

    /** One of them. */
    @GET
    @Path("/sweeps/{sweep}")
    public SweepView sweep(@PathParam("sweep") long sweep) {
        return SweepView.of(seeing.find(actor.get(), sweep));
    }

    /** What one has destroyed, in the order in which it did. */
    @GET
    @Path("/sweeps/{sweep}/certificates")
    public CertificateList certificates(
            @PathParam("sweep") long sweep,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        Page<Certificate> page = seeing.certificates(actor.get(), sweep, after, limit);
        return new CertificateList(
                page.items().stream().map(CertificateView::of).toList(), page.next());
    }

    /** One certificate. */
    @GET
    @Path("/certificates/{certificate}")
    public CertificateView certificate(@PathParam("certificate") long certificate) {
        return CertificateView.of(seeing.certificate(actor.get(), certificate));
    }
}
