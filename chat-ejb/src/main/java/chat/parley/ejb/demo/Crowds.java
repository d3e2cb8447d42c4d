package chat.parley.ejb.demo;

import java.util.List;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.conversation.FoundingInBulk;
import chat.parley.ejb.identity.Enrolling;
import chat.parley.ejb.identity.Enrolling.Program;
import chat.parley.ejb.identity.Tokens;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.Organizations;

/** Makes many accounts of programs and conversations between them at once, to put load on an installation. */
@ApplicationScoped
public class Crowds {

    private static final int MOST_ACCOUNTS = 200_000;
    private static final String PREFIX = "load-";

    @Inject
    Enrolling enrolling;

    @Inject
    FoundingInBulk founding;

    @Inject
    Tokens tokens;

    /**
     * The wish for one.
     *
     * @param members how many are in each room
     * @param seats how many of them, the first ones, get a token; the others stay away
     * @param direct direct conversations of two rather than groups
     */
    public record Crowd(int rooms, int members, int seats, boolean direct) {

        /** Checks the numbers. */
        public Crowd {
            if (rooms < 1 || members < 1 || (long) rooms * members > MOST_ACCOUNTS) {
                throw new Rejected(
                        "request.malformed",
                        "There are at least one room and one member in each, and at most " + MOST_ACCOUNTS
                                + " members in all.");
            }
            if (seats < 1 || seats > members) {
                throw new Rejected("request.malformed", "At least one member of each room has a seat, at most all.");
            }
            if (direct && members != 2) {
                throw new Rejected("request.malformed", "A direct conversation has two members.");
            }
        }
    }

    /** One of them, with a token that is good for as long as any. */
    public record Seat(String username, String token, ConversationId conversation) {

        /** Not in logs. */
        @Override
        public String toString() {
            return "Seat[" + username + ", " + conversation + "]";
        }
    }

    /** Makes one; the answer is in the order of the rooms. */
    public List<Seat> gather(Crowd wish) {
        List<Program> programs = enrolling.programs(Organizations.DEFAULT, PREFIX, wish.rooms * wish.members);
        AccountProfile first = programs.getFirst().account();
        List<ConversationId> rooms = founding.found(
                first.organization(),
                wish.direct,
                wish.members,
                programs.stream().map(program -> program.account().id()).toList());
        return IntStream.range(0, programs.size())
                .filter(i -> i % wish.members < wish.seats)
                .parallel()
                .mapToObj(i -> seat(programs.get(i), rooms.get(i / wish.members)))
                .toList();
    }

    private Seat seat(Program program, ConversationId room) {
        return new Seat(
                program.account().username(),
                tokens.issue(program.account(), program.device()).value(),
                room);
    }
}
