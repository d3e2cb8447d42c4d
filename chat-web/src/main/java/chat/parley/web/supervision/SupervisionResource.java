package chat.parley.web.supervision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import chat.parley.ejb.conversation.Page;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.supervision.SigningOff;
import chat.parley.jpa.supervision.SupervisionItem;
import chat.parley.jpa.supervision.SupervisionItem.State;
import chat.parley.jpa.supervision.SupervisionItems.Period;
import chat.parley.jpa.supervision.SupervisionItems.Wanted;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import chat.parley.web.supervision.SupervisionViews.FiguresView;
import chat.parley.web.supervision.SupervisionViews.FiguresViews;
import chat.parley.web.supervision.SupervisionViews.ItemView;
import chat.parley.web.supervision.SupervisionViews.ItemViews;
import chat.parley.web.supervision.SupervisionViews.OpenedView;
import chat.parley.web.supervision.SupervisionViews.WaitingView;
import chat.parley.web.supervision.SupervisionWishes.SignOffForm;
import org.jspecify.annotations.Nullable;

/** What is to be reviewed and was, and what an examiner asks for. */
@Path("/admin/supervision")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SupervisionResource {

    private static final String CSV = "text/csv;charset=UTF-8";

    @Inject
    CurrentActor current;

    @Inject
    SigningOff signing;

    /** A page of what was selected, without what it says. */
    @GET
    @Path("items")
    @Consumes(MediaType.WILDCARD)
    public ItemViews list(
            @QueryParam("state") @Nullable String state,
            @QueryParam("rule") @Nullable Long rule,
            @QueryParam("mine") @DefaultValue("false") boolean mine,
            @QueryParam("after") @Nullable Long after,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        Actor actor = current.get();
        Wanted wanted = new Wanted(
                state == null ? null : RequestBody.constant(State.class, "state", state),
                rule,
                mine ? actor.account() : null);
        return ItemViews.of(signing.page(actor, wanted, after, limit));
    }

    /** How much waits, and of how much the time is over. */
    @GET
    @Path("waiting")
    @Consumes(MediaType.WILDCARD)
    public WaitingView waiting(
            @QueryParam("rule") @Nullable Long rule, @QueryParam("mine") @DefaultValue("false") boolean mine) {
        Actor actor = current.get();
        return WaitingView.of(signing.waiting(actor, new Wanted(State.OPEN, rule, mine ? actor.account() : null)));
    }

    /** One, with what its message says. */
    @GET
    @Path("items/{item}")
    @Consumes(MediaType.WILDCARD)
    public OpenedView open(@PathParam("item") long item) {
        return OpenedView.of(signing.open(current.get(), item));
    }

    /** Signs one off. */
    @POST
    @Path("items/{item}/sign-off")
    public ItemView signOff(@PathParam("item") long item, @Nullable SignOffForm form) {
        return ItemView.of(
                signing.signOff(current.get(), item, RequestBody.required(form).wish()));
    }

    /** How the rules were kept to. */
    @GET
    @Path("figures")
    @Consumes(MediaType.WILDCARD)
    public FiguresViews figures(
            @QueryParam("from") @Nullable String from, @QueryParam("until") @Nullable String until) {
        return new FiguresViews(signing.figures(current.get(), SupervisionWishes.period(from, until)).stream()
                .map(FiguresView::of)
                .toList());
    }

    /** The same as a table. */
    @GET
    @Path("figures.csv")
    @Consumes(MediaType.WILDCARD)
    @Produces({CSV, MediaType.APPLICATION_JSON})
    public StreamingOutput figuresTable(
            @QueryParam("from") @Nullable String from, @QueryParam("until") @Nullable String until) {
        FiguresViews figures = figures(from, until);
        return target -> {
            SupervisionTable table = SupervisionTable.ofFigures(target);
            for (FiguresView row : figures.figures()) {
                table.write(row);
            }
            table.end();
        };
    }

    /** What was selected in a period and what became of it, as a table. */
    @GET
    @Path("records.csv")
    @Consumes(MediaType.WILDCARD)
    @Produces({CSV, MediaType.APPLICATION_JSON})
    public StreamingOutput records(
            @QueryParam("from") @Nullable String from, @QueryParam("until") @Nullable String until) {
        Actor actor = current.get();
        Period period = SupervisionWishes.period(from, until);
        Page<SupervisionItem> first = signing.records(actor, period, 0, Page.LARGEST);
        return target -> {
            SupervisionTable table = SupervisionTable.ofRecords(target);
            Page<SupervisionItem> page = first;
            while (true) {
                for (SupervisionItem item : page.items()) {
                    table.write(ItemView.of(item));
                }
                Long next = page.next();
                if (next == null) {
                    break;
                }
                page = signing.records(actor, period, next, Page.LARGEST);
            }
            table.end();
        };
    }
}
