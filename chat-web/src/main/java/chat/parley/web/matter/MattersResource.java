package chat.parley.web.matter;

import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import chat.parley.ejb.matter.Discovering;
import chat.parley.ejb.matter.Holding;
import chat.parley.ejb.matter.KeepingMatters;
import chat.parley.ejb.matter.SearchMatter;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.matter.MatterViews.Drawn;
import chat.parley.web.matter.MatterViews.HoldView;
import chat.parley.web.matter.MatterViews.HoldViews;
import chat.parley.web.matter.MatterViews.Items;
import chat.parley.web.matter.MatterViews.Reviewed;
import chat.parley.web.matter.MatterViews.View;
import chat.parley.web.matter.MatterViews.Views;
import chat.parley.web.matter.MatterWishes.HoldForm;
import chat.parley.web.matter.MatterWishes.MatterForm;
import chat.parley.web.matter.MatterWishes.SampleForm;
import chat.parley.web.matter.MatterWishes.SearchForm;
import chat.parley.web.message.MessageWishes;
import chat.parley.web.problem.RequestBody;
import org.jspecify.annotations.Nullable;

/** Matters, their holds, and what is found in them; for those whose duty is compliance. */
@Path("/admin/matters")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MattersResource {

    @Inject
    CurrentActor current;

    @Inject
    KeepingMatters keeping;

    @Inject
    Holding holding;

    @Inject
    Discovering discovering;

    /** What is to be said of a message. */
    public record ReviewForm(
            @Nullable List<String> tags, @Nullable String note) {}

    /** A page of the open or of the closed ones, the newest first. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public Views list(
            @QueryParam("closed") @DefaultValue("false") boolean closed,
            @QueryParam("q") @DefaultValue("") String text,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        return Views.of(keeping.page(current.get(), !closed, text.strip(), after, limit));
    }

    /** Opens one. */
    @POST
    public Response open(@Nullable MatterForm form) {
        View view =
                View.of(keeping.open(current.get(), RequestBody.required(form).wish()));
        return Response.status(Response.Status.CREATED).entity(view).build();
    }

    /** One of them. */
    @GET
    @Path("{matter}")
    @Consumes(MediaType.WILDCARD)
    public View look(@PathParam("matter") long id) {
        return View.of(keeping.look(current.get(), MatterWishes.matter(id)));
    }

    /** Calls and describes it otherwise. */
    @PUT
    @Path("{matter}")
    public View describe(@PathParam("matter") long id, @Nullable MatterForm form) {
        return View.of(keeping.describe(
                current.get(),
                MatterWishes.matter(id),
                RequestBody.required(form).wish()));
    }

    /** Closes it. */
    @POST
    @Path("{matter}/close")
    @Consumes(MediaType.WILDCARD)
    public View close(@PathParam("matter") long id) {
        return View.of(keeping.close(current.get(), MatterWishes.matter(id)));
    }

    /** Opens it again. */
    @POST
    @Path("{matter}/reopen")
    @Consumes(MediaType.WILDCARD)
    public View reopen(@PathParam("matter") long id) {
        return View.of(keeping.reopen(current.get(), MatterWishes.matter(id)));
    }

    /** Its holds, the oldest first. */
    @GET
    @Path("{matter}/holds")
    @Consumes(MediaType.WILDCARD)
    public HoldViews holds(@PathParam("matter") long id) {
        return HoldViews.of(holding.list(current.get(), MatterWishes.matter(id)));
    }

    /** Places one. */
    @POST
    @Path("{matter}/holds")
    public Response place(@PathParam("matter") long id, @Nullable HoldForm form) {
        HoldView view = HoldView.of(holding.place(
                current.get(),
                MatterWishes.matter(id),
                RequestBody.required(form).wish()));
        return Response.status(Response.Status.CREATED).entity(view).build();
    }

    /** Releases one. */
    @POST
    @Path("{matter}/holds/{hold}/release")
    @Consumes(MediaType.WILDCARD)
    public HoldView release(@PathParam("matter") long id, @PathParam("hold") long hold) {
        return HoldView.of(holding.release(current.get(), MatterWishes.matter(id), MatterWishes.hold(hold)));
    }

    /** Looks for something in what is held. */
    @POST
    @Path("{matter}/search")
    public Items search(@PathParam("matter") long id, @Nullable SearchForm form) {
        return Items.of(discovering.search(
                current.get(),
                MatterWishes.matter(id),
                RequestBody.required(form).wish()));
    }

    /** Takes a random sample of what is held. */
    @POST
    @Path("{matter}/sample")
    public Drawn sample(@PathParam("matter") long id, @Nullable SampleForm form) {
        SampleForm said = RequestBody.required(form);
        SearchMatter wish = RequestBody.required(said.search(), "search").wish();
        long seed = said.seedOr(ThreadLocalRandom.current());
        return Drawn.of(discovering.sample(current.get(), MatterWishes.matter(id), wish, seed), seed);
    }

    /** Says what a message in it is. */
    @PUT
    @Path("{matter}/reviews/{conversation}/{seq}")
    public Reviewed review(
            @PathParam("matter") long id,
            @PathParam("conversation") long conversation,
            @PathParam("seq") long seq,
            @Nullable ReviewForm form) {
        ReviewForm said = RequestBody.required(form);
        return Reviewed.of(discovering.remark(
                current.get(),
                MatterWishes.matter(id),
                MessageWishes.conversation(conversation),
                seq,
                MatterWishes.list(said.tags(), "tags"),
                said.note()));
    }
}
