package chat.parley.web.appointment;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import chat.parley.ejb.appointment.Appointing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.HeldDuty;
import chat.parley.web.identity.AccountNumbers;
import chat.parley.web.identity.AccountsResource.ListedAccount;
import chat.parley.web.identity.CurrentActor;
import org.jspecify.annotations.Nullable;

/** Who has which part of administrating one's organization; for those who appoint. */
@Path("admin/duties")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class DutiesResource {

    @Inject
    CurrentActor current;

    @Inject
    Appointing appointing;

    /** All that anybody has. */
    public record DutyList(List<ListedDuty> duties) {}

    /** That somebody has one; {@code by} has given it, or the operator if nobody is named. */
    public record ListedDuty(
            ListedAccount account, Duty duty, @Nullable Long by, Instant at) {

        static ListedDuty of(HeldDuty held) {
            AccountId by = held.by();
            return new ListedDuty(
                    ListedAccount.of(held.account()), held.duty(), by == null ? null : by.value(), held.at());
        }
    }

    /** All of them, by username. */
    @GET
    public DutyList duties() {
        return new DutyList(
                appointing.list(current.get()).stream().map(ListedDuty::of).toList());
    }

    /** Gives one. */
    @PUT
    @Path("{account}/{duty}")
    public void give(@PathParam("account") long account, @PathParam("duty") String duty) {
        appointing.give(current.get(), AccountNumbers.account(account), duty(duty));
    }

    /** Takes one away. */
    @DELETE
    @Path("{account}/{duty}")
    public void take(@PathParam("account") long account, @PathParam("duty") String duty) {
        appointing.take(current.get(), AccountNumbers.account(account), duty(duty));
    }

    private static Duty duty(String label) {
        return Arrays.stream(Duty.values())
                .filter(duty -> duty.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new Rejected("request.malformed", "There is no duty of this name."));
    }
}
