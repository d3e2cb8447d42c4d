package chat.parley.ejb.appointment;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.identity.Account;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.Duties;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.HeldDuty;
import chat.parley.jpa.identity.Organizations;

/**
 * Giving and taking duties. Nobody appoints themselves, nobody has duties that are to be apart, and somebody who can
 * appoint is always left.
 */
@Stateless
public class Appointing {

    @Inject
    Administration administration;

    @Inject
    Duties duties;

    @Inject
    Organizations organizations;

    @Inject
    Accounts accounts;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** All duties that anybody has, by username. */
    public List<HeldDuty> list(Actor actor) {
        administration.check(actor, AdministrativeAction.APPOINT);
        return duties.all(actor.organization());
    }

    /**
     * Gives somebody a duty; nothing happens if they have it.
     *
     * @throws Denied if it is oneself
     * @throws Conflict if they have one that it does not go with, or are disabled
     */
    public void give(Actor actor, AccountId to, Duty duty) {
        hold(actor);
        if (to.equals(actor.account())) {
            throw new Denied("duty.oneself", "Nobody gives a duty to themselves.");
        }
        Account account = find(actor, to);
        if (account.disabled()) {
            throw new Conflict("account.disabled", "This account is disabled.");
        }
        checkGoesWith(duty, duties.of(actor.organization(), to));
        if (duties.give(account.profile(), duty, actor.account(), clock.instant())) {
            note(actor, AuditDeed.DUTY_GIVEN, to, duty);
        }
    }

    /**
     * Takes a duty from somebody, who may be oneself, or disabled; nothing happens if they do not have it.
     *
     * @throws Conflict if nobody would be left who can appoint
     */
    public void take(Actor actor, AccountId from, Duty duty) {
        hold(actor);
        find(actor, from);
        if (isLast(actor, from, duty)) {
            throw new Conflict("duty.last", "Nobody would be left who can give duties.");
        }
        if (duties.take(from, duty)) {
            note(actor, AuditDeed.DUTY_TAKEN, from, duty);
        }
    }

    /** Of the disabled, who cannot appoint, nobody is the last. */
    private boolean isLast(Actor actor, AccountId account, Duty duty) {
        return duty == Duty.SYSTEM
                && duties.of(actor.organization(), account).contains(duty)
                && duties.count(actor.organization(), duty) == 1;
    }

    /** Asked again once nobody else appoints: two who take each other's duty at once do not both succeed. */
    private void hold(Actor actor) {
        administration.check(actor, AdministrativeAction.APPOINT);
        organizations.hold(actor.organization());
        administration.check(actor, AdministrativeAction.APPOINT);
    }

    private Account find(Actor actor, AccountId id) {
        return accounts.find(id)
                .filter(account -> account.profile().organization().equals(actor.organization()))
                .orElseThrow(() -> new Missing("account.missing", "There is no such account."));
    }

    private static void checkGoesWith(Duty duty, Set<Duty> others) {
        others.stream().filter(other -> !other.goesWith(duty)).findFirst().ifPresent(other -> {
            throw new Conflict(
                    "duty.apart", "Whoever has the duty " + other.label() + " cannot have " + duty.label() + ".");
        });
    }

    private void note(Actor actor, AuditDeed deed, AccountId whose, Duty duty) {
        audit.note(actor, deed, Subjects.account(whose), new Details().with("duty", duty));
    }
}
