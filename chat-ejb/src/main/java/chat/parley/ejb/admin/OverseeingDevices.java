package chat.parley.ejb.admin;

import java.time.Clock;
import java.time.Duration;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.identity.Actor;
import chat.parley.ejb.identity.Administration;
import chat.parley.ejb.identity.AdministrativeAction;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.admin.AdministeredDevices;
import chat.parley.jpa.admin.DeviceFilter;
import chat.parley.jpa.admin.DeviceLine;
import chat.parley.jpa.admin.DeviceOrder;
import chat.parley.jpa.admin.ListWish;
import chat.parley.jpa.admin.ListedPage;
import org.jspecify.annotations.Nullable;

/** Looking at what the people of one's organization are signed in on. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class OverseeingDevices {

    private static final int MOST_DAYS = 3_650;

    @Inject
    Administration administration;

    @Inject
    AdministeredDevices devices;

    @Inject
    Clock clock;

    /**
     * A page of them.
     *
     * @param text a part of their name, or of that of whose they are
     * @param unheardDays only those that were not heard of for so many days; null for all
     */
    public ListedPage<DeviceLine> page(
            Actor actor, String text, @Nullable Integer unheardDays, ListWish<DeviceOrder> wish) {
        administration.check(actor, AdministrativeAction.SEE_PEOPLE);
        ListChecks.check(wish, DeviceOrder::fits);
        if (unheardDays != null && (unheardDays < 1 || unheardDays > MOST_DAYS)) {
            throw new Rejected("request.malformed", "unheard is a number of days from 1 to " + MOST_DAYS + ".");
        }
        DeviceFilter filter = new DeviceFilter(
                text, unheardDays == null ? null : clock.instant().minus(Duration.ofDays(unheardDays)));
        return devices.page(actor.organization(), filter, wish);
    }
}
