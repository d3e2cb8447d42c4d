package chat.parley.ejb.admin;

import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.identity.Disabling;
import chat.parley.ejb.identity.PasswordHash;
import chat.parley.ejb.identity.ReplacingPassword;
import chat.parley.ejb.identity.SigningOut;
import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Denied;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.admin.AdministeredPeople;
import chat.parley.jpa.admin.ListWish;
import chat.parley.jpa.admin.ListedPage;
import chat.parley.jpa.admin.PeopleFilter;
import chat.parley.jpa.admin.PeopleOrder;
import chat.parley.jpa.admin.PersonLine;
import chat.parley.jpa.admin.PersonStake;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Devices;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.SignedInDevice;

/** Looking at the people of one's organization, and letting them in or keeping them out. */
@Stateless
public class AdministeringPeople {

    @Inject
    Administration administration;

    @Inject
    AdministeredPeople people;

    @Inject
    Devices devices;

    @Inject
    Disabling disabling;

    @Inject
    ReplacingPassword replacing;

    @Inject
    SigningOut signingOut;

    @Inject
    AuditLog audit;

    /** Somebody with all that is to be known before anything is done to them. */
    public record PersonFile(PersonLine line, PersonStake stake, List<SignedInDevice> devices) {}

    /** A page of them. */
    public ListedPage<PersonLine> page(Actor actor, PeopleFilter filter, ListWish<PeopleOrder> wish) {
        administration.check(actor, AdministrativeAction.SEE_PEOPLE);
        ListChecks.check(wish, PeopleOrder::fits);
        return people.page(actor.organization(), filter, wish);
    }

    /** One of them. */
    public PersonFile look(Actor actor, AccountId id) {
        administration.check(actor, AdministrativeAction.SEE_PEOPLE);
        return new PersonFile(find(actor, id), people.stake(id), devices.of(id));
    }

    /** From now on nobody acts as this account, and it is signed out everywhere; its messages stay. */
    public void disable(Actor actor, AccountId id) {
        change(actor, id);
        disabling.disable(id);
        signingOut.signOutEverywhere(id);
        note(actor, AuditDeed.ACCOUNT_DISABLED, id, new Details());
    }

    /** It can be signed in to again. */
    public void enable(Actor actor, AccountId id) {
        change(actor, id);
        disabling.enable(id);
        note(actor, AuditDeed.ACCOUNT_ENABLED, id, new Details());
    }

    /**
     * Another password, which whoever has asked for it hands over; it is signed out everywhere.
     *
     * @throws Denied if it has a duty that is to be apart from appointing: whoever sets its password can act in it
     */
    public void resetPassword(Actor actor, AccountId id, PasswordHash password) {
        PersonLine line = change(actor, id);
        if (line.duties().contains(Duty.COMPLIANCE) || line.duties().contains(Duty.AUDIT)) {
            throw new Denied("duty.password", "Only the operator gives another password to whoever has this duty.");
        }
        replacing.replace(id, password, null);
        note(actor, AuditDeed.PASSWORD_RESET, id, new Details());
    }

    /** Signs it out on one device. */
    public void signOut(Actor actor, AccountId id, DeviceId device) {
        change(actor, id);
        signingOut.signOut(id, device);
        note(actor, AuditDeed.SIGNED_OUT, id, new Details().with("device", device.value()));
    }

    /** Signs it out on all devices. */
    public void signOutEverywhere(Actor actor, AccountId id) {
        change(actor, id);
        int revoked = signingOut.signOutEverywhere(id);
        note(actor, AuditDeed.SIGNED_OUT, id, new Details().with("devices", revoked));
    }

    /**
     * Who has a duty is changed only by those who give out duties: whoever sets another's password can act as them. And
     * nobody shuts themselves out.
     */
    private PersonLine change(Actor actor, AccountId id) {
        administration.check(actor, AdministrativeAction.CHANGE_PEOPLE);
        PersonLine line = find(actor, id);
        if (id.equals(actor.account())) {
            throw new Conflict("account.oneself", "This is your own account; somebody else has to do that.");
        }
        if (!line.duties().isEmpty()) {
            administration.check(actor, AdministrativeAction.APPOINT);
        }
        return line;
    }

    private PersonLine find(Actor actor, AccountId id) {
        return people.find(actor.organization(), id)
                .orElseThrow(() -> new Missing("account.missing", "There is no such account."));
    }

    private void note(Actor actor, AuditDeed deed, AccountId id, Details details) {
        audit.note(actor, deed, Subjects.account(id), details);
    }
}
