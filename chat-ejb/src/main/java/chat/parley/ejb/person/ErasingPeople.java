package chat.parley.ejb.person;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.identity.Revocations;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.person.Erasures;
import chat.parley.jpa.person.Erasures.Erasure;
import chat.parley.jpa.person.Erasures.Outlook;
import chat.parley.jpa.person.OwnTraces;
import chat.parley.jpa.person.PersonStates;
import chat.parley.jpa.person.PersonStates.PersonState;
import org.jspecify.annotations.Nullable;

/**
 * Forgetting who somebody was, at once; and what they wrote, if that is wished, message by message afterwards ({@link
 * ErasingWords}). A legal hold goes before all of it, a minimum of retention before words, an open
 * case before what was said in it.
 */
@Stateless
public class ErasingPeople {

    @Inject
    PersonStates states;

    @Inject
    Erasures erasures;

    @Inject
    OwnTraces traces;

    @Inject
    Administration administration;

    @Inject
    Revocations revocations;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /**
     * How it stands with forgetting somebody.
     *
     * @param erasure how far it has come; null if nobody wanted it
     * @param outlook what there is yet, and what goes before
     */
    public record Progress(@Nullable Erasure erasure, Outlook outlook) {}

    /** What an erasure would find, or has come to. */
    public Progress look(Actor actor, AccountId account) {
        administration.check(actor, AdministrativeAction.CHANGE_PEOPLE);
        if (states.find(actor.organization(), account).isEmpty()) {
            throw missing(account);
        }
        return progress(actor, account, outlook(actor, account));
    }

    /**
     * Forgets somebody; for good. Asked again, it goes over everything again: what was held is no longer held, perhaps.
     *
     * @param username what the account is called, so that nobody is taken for another
     * @param words whether what they wrote is erased too
     */
    public Progress erase(Actor actor, AccountId account, String username, boolean words) {
        administration.check(actor, AdministrativeAction.CHANGE_PEOPLE);
        PersonState person = states.hold(actor.organization(), account).orElseThrow(() -> missing(account));
        if (!person.username().equals(username)) {
            throw new Conflict("erasure.username", "The account is called otherwise.");
        }
        if (account.equals(actor.account()) || person.duties()) {
            throw new Conflict(
                    "account.duties", "Take the duties of this account first, and let somebody else erase it.");
        }
        erasures.holdStill();
        Outlook outlook = outlook(actor, account);
        if (outlook.onHold()) {
            throw new Conflict(
                    "erasure.held",
                    "A legal hold goes before it: " + outlook.held()
                            + " messages are held. Restrict the account instead.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean wordsToo = words
                || erasures.find(actor.organization(), account)
                        .filter(Erasure::words)
                        .isPresent();
        traces.forget(account, now);
        erasures.begin(new Erasure(
                account, actor.organization(), wordsToo, actor.account(), now, 0, 0, 0, wordsToo ? null : now));
        if (wordsToo) {
            erasures.request(account, now);
        }
        revocations.announce(account);
        audit.note(actor, AuditDeed.PERSON_ERASED, Subjects.account(account), new Details().with("words", wordsToo));
        return progress(actor, account, outlook);
    }

    private Progress progress(Actor actor, AccountId account, Outlook outlook) {
        return new Progress(erasures.find(actor.organization(), account).orElse(null), outlook);
    }

    private Outlook outlook(Actor actor, AccountId account) {
        return erasures.outlook(actor.organization(), account, clock.instant());
    }

    private static Missing missing(AccountId account) {
        return new Missing("account.missing", "There is no account " + account + ".");
    }
}
