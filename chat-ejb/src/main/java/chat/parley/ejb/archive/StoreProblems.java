package chat.parley.ejb.archive;

import java.time.Instant;

import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Unavailable;

/** What can go wrong with objects, in the same words wherever they lie. Names of objects are for the log, not for people. */
final class StoreProblems {

    private StoreProblems() {}

    static Conflict none() {
        return new Conflict("archive.none", "The installation has no storage for what is archived.");
    }

    static Missing missing() {
        return new Missing("archive.missing", "That is not in the archive's storage.");
    }

    static Conflict differs() {
        return new Conflict("archive.differs", "The archive's storage has something else under this name.");
    }

    static Conflict locked(Instant until) {
        return new Conflict("archive.locked", "That is locked in the archive's storage until " + until + ".");
    }

    static Conflict notWorm() {
        return new Conflict("archive.not-worm", "The archive's storage does not lock what is written to it.");
    }

    static Unavailable away(Throwable cause) {
        return new Unavailable("archive.away", "The archive's storage cannot be reached.", cause);
    }
}
