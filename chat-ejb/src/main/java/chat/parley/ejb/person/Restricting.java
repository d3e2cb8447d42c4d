package chat.parley.ejb.person;

import java.time.Clock;
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
import chat.parley.jpa.person.PersonStates;
import chat.parley.jpa.person.PersonStates.PersonState;

/**
 * Letting an account rest: nobody acts as it, its devices are signed out within a second, nobody finds it in the directory, and
 * all of it is kept until that is lifted.
 */
@Stateless
public class Restricting {

    @Inject
    PersonStates states;

    @Inject
    Administration administration;

    @Inject
    Revocations revocations;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** Lets it rest; nothing happens if it does. */
    public void restrict(Actor actor, AccountId account) {
        PersonState person = held(actor, account);
        if (person.duties()) {
            throw new Conflict("account.duties", "Take the duties of this account first.");
        }
        if (person.restrictedAt() == null) {
            states.restrict(account, clock.instant().truncatedTo(ChronoUnit.MICROS));
            revocations.announce(account);
            audit.note(actor, AuditDeed.ACCOUNT_RESTRICTED, Subjects.account(account), new Details());
        }
    }

    /** Lifts that; nothing happens if it does not rest. */
    public void restore(Actor actor, AccountId account) {
        PersonState person = held(actor, account);
        if (person.restrictedAt() != null) {
            states.restore(account);
            audit.note(actor, AuditDeed.ACCOUNT_RESTORED, Subjects.account(account), new Details());
        }
    }

    private PersonState held(Actor actor, AccountId account) {
        administration.check(actor, AdministrativeAction.CHANGE_PEOPLE);
        PersonState person = states.hold(actor.organization(), account)
                .orElseThrow(() -> new Missing("account.missing", "There is no account " + account + "."));
        if (person.erasedAt() != null) {
            throw new Conflict("account.erased", "Whose this account was is forgotten.");
        }
        return person;
    }
}
