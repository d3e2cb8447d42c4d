package chat.parley.ejb.matter;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.audit.AuditLog;
import chat.parley.ejb.audit.Details;
import chat.parley.ejb.audit.Subjects;
import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.jpa.audit.AuditDeed;
import chat.parley.jpa.matter.HoldNotice;
import chat.parley.jpa.matter.LegalHoldId;
import chat.parley.jpa.matter.LegalHolds;

/** What custodians are told of holds, and that they have read it. Of silent holds they learn nothing. */
@Stateless
public class HeedingNotices {

    @Inject
    LegalHolds holds;

    @Inject
    AuditLog audit;

    @Inject
    Clock clock;

    /** What somebody is told, the newest first. */
    public List<HoldNotice> mine(Actor actor) {
        return holds.notices(actor.account());
    }

    /** They have read it; once is enough. */
    public void acknowledge(Actor actor, LegalHoldId id) {
        if (holds.notices(actor.account()).stream()
                .noneMatch(notice -> notice.hold().equals(id))) {
            throw new Missing("hold.missing", "There is no such hold.");
        }
        if (holds.acknowledge(id, actor.account(), clock.instant().truncatedTo(ChronoUnit.MICROS))) {
            audit.note(actor, AuditDeed.HOLD_ACKNOWLEDGED, Subjects.hold(id.value()), new Details());
        }
    }
}
