package chat.parley.web.person;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.person.ErasingPeople;
import chat.parley.jpa.person.Erasures.Erasure;
import chat.parley.jpa.person.Erasures.Outlook;
import chat.parley.web.delivery.ServerFrames;
import chat.parley.web.identity.AccountNumbers;
import chat.parley.web.identity.CurrentActor;
import chat.parley.web.problem.RequestBody;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Forgetting somebody. */
@Path("/admin/people/{account}/erasure")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class ErasureResource {

    @Inject
    CurrentActor current;

    @Inject
    ErasingPeople erasing;

    /** What the account is called, so that nobody is taken for another, and whether what they wrote is erased too. */
    public record Wish(@Nullable String username, @Nullable Boolean words) {}

    /** Why something stays, and how much. */
    public record Kept(String why, long count, String words) {}

    /** How it stands: {@code none}, {@code running} or {@code done}. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ErasureStanding(
            String state,
            @Nullable Boolean words,
            @Nullable String at,
            @Nullable String doneAt,
            long erased,
            long left,
            List<Kept> kept) {

        static ErasureStanding of(ErasingPeople.Progress progress) {
            Erasure erasure = progress.erasure();
            Outlook outlook = progress.outlook();
            return erasure == null
                    ? new ErasureStanding("none", null, null, null, 0, outlook.messages(), kept(outlook))
                    : new ErasureStanding(
                            erasure.doneAt() == null ? "running" : "done",
                            erasure.words(),
                            ServerFrames.time(erasure.at()),
                            erasure.doneAt() == null ? null : ServerFrames.time(erasure.doneAt()),
                            erasure.erased(),
                            outlook.messages(),
                            kept(outlook));
        }

        private static List<Kept> kept(Outlook outlook) {
            List<Kept> kept = new ArrayList<>();
            if (outlook.onHold()) {
                kept.add(new Kept(
                        "legal-hold",
                        outlook.held(),
                        "What is on a legal hold stays as long as that is in force, and so does who said it."));
            }
            if (outlook.minimum() > 0) {
                kept.add(new Kept(
                        "minimum", outlook.minimum(), "A rule of retention keeps these for a while; then they go."));
            }
            if (outlook.openCases() > 0) {
                kept.add(new Kept(
                        "open-case", outlook.openCases(), "What was said in a case stays until that is decided."));
            }
            return kept;
        }
    }

    /** What an erasure would find, or has come to. */
    @GET
    @Consumes(MediaType.WILDCARD)
    public ErasureStanding look(@PathParam("account") long account) {
        return ErasureStanding.of(erasing.look(current.get(), AccountNumbers.account(account)));
    }

    /** Forgets them. */
    @POST
    public ErasureStanding erase(@PathParam("account") long account, @Nullable Wish body) {
        Wish wish = RequestBody.required(body);
        return ErasureStanding.of(erasing.erase(
                current.get(),
                AccountNumbers.account(account),
                RequestBody.required(wish.username(), "username"),
                RequestBody.required(wish.words(), "words")));
    }
}
