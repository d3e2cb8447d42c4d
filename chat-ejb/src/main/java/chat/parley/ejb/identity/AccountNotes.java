package chat.parley.ejb.identity;

import java.time.Clock;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditNote;
import chat.parley.jpa.audit.AuditNote.Outcome;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Duty;
import chat.parley.jpa.identity.OrganizationId;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Notes what is done with accounts and user groups, in the caller's transaction, as its last thing. For what comes before
 * the audit log in the order of features; everything else asks that.
 */
@ApplicationScoped
public class AccountNotes {

    @Inject
    AuditEntries entries;

    @Inject
    Clock clock;

    /** The operator has made an account with these duties. */
    void made(AccountProfile account, Set<Duty> duties) {
        ObjectNode details = byOperator();
        duties.stream().sorted().forEach(duty -> details.withArray("duties").add(duty.name()));
        note(account.organization(), null, null, AuditDeed.ACCOUNT_MADE, subject(account.id()), details);
    }

    /** The operator has done something with an account. */
    void operator(AuditDeed deed, AccountProfile account) {
        note(account.organization(), null, null, deed, subject(account.id()), byOperator());
    }

    /** Somebody has done something with their own account. */
    void oneself(Actor actor, AuditDeed deed) {
        note(actor, deed, subject(actor.account()));
    }

    /** Somebody has done something. */
    void note(Actor actor, AuditDeed deed, String subject) {
        note(
                actor.organization(),
                actor.account(),
                actor.device(),
                deed,
                subject,
                JsonNodeFactory.instance.objectNode());
    }

    private void note(
            OrganizationId organization,
            @Nullable AccountId by,
            @Nullable DeviceId device,
            AuditDeed deed,
            String subject,
            ObjectNode details) {
        entries.append(new AuditNote(
                organization, clock.instant(), by, device, deed, subject, Outcome.DONE, details.toString()));
    }

    private static ObjectNode byOperator() {
        return JsonNodeFactory.instance.objectNode().put("operator", true);
    }

    private static String subject(AccountId account) {
        return "account " + account;
    }
}
