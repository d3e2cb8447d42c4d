package chat.parley.web.demo;

import java.io.BufferedWriter;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;

import chat.parley.ejb.demo.Crowds;
import chat.parley.ejb.demo.Crowds.Crowd;
import chat.parley.ejb.demo.Crowds.Seat;
import chat.parley.ejb.demo.DemoPeople;
import chat.parley.ejb.problem.ChatException.Rejected;
import org.jspecify.annotations.Nullable;

/** Fills an installation, for whoever holds its private key. */
@Path("operator")
@ApplicationScoped
@RolesAllowed("operator")
public class DemoResource {

    @Inject
    DemoPeople people;

    @Inject
    Crowds crowds;

    /** A crowd to be. */
    public record Load(
            @Nullable Integer rooms,
            @Nullable Integer members,
            @Nullable Integer seats,
            @Nullable Boolean direct) {}

    /** Sees to it that the demo people and their channel are there. */
    @POST
    @Path("demo")
    public void demo() {
        people.invite();
    }

    /** Makes a crowd: a line for each who has a seat, {@code user<TAB>access token<TAB>conversation}. */
    @POST
    @Path("load")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.TEXT_PLAIN)
    public StreamingOutput load(@Nullable Load body) {
        if (body == null || body.rooms() == null || body.members() == null) {
            throw new Rejected("request.malformed", "The fields rooms and members are needed.");
        }
        int members = body.members();
        int wanted = body.seats() == null ? members : body.seats();
        List<Seat> seats = crowds.gather(new Crowd(body.rooms(), members, wanted, Boolean.TRUE.equals(body.direct())));
        return out -> {
            BufferedWriter lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.US_ASCII));
            for (Seat seat : seats) {
                lines.write(seat.username() + '\t' + seat.token() + '\t' + seat.conversation() + '\n');
            }
            lines.flush();
        };
    }
}
