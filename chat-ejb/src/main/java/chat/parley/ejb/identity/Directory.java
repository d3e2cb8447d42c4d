package chat.parley.ejb.identity;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.Devices;
import chat.parley.jpa.identity.Organizations;
import chat.parley.jpa.identity.SignedInDevice;
import chat.parley.jpa.segment.Barriers;
import org.jspecify.annotations.Nullable;

/**
 * Finds people. Nobody sees anybody of another organization, nor that there is such a one; nor does anybody find those from
 * whom an information barrier parts them.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Directory {

    /** How many accounts are given at once at the most. */
    public static final int MOST = 200;

    @Inject
    Accounts accounts;

    @Inject
    Barriers barriers;

    @Inject
    Organizations organizations;

    @Inject
    Devices devices;

    /**
     * Some of those who were found, by username.
     *
     * @param next where to go on after; none if these were the last
     */
    public record Page(
            List<AccountProfile> accounts, @Nullable String next) {}

    /** Who has this text in their username or display name; everybody if it is empty. Disabled accounts are left out. */
    public Page search(Actor actor, String text, String after, int limit) {
        if (limit < 1 || limit > MOST) {
            throw new Rejected("request.malformed", "limit is a number from 1 to " + MOST + ".");
        }
        List<AccountProfile> found =
                accounts.search(actor.organization(), actor.account(), text.strip(), after, limit + 1);
        if (found.size() <= limit) {
            return new Page(found, null);
        }
        List<AccountProfile> page = found.subList(0, limit);
        return new Page(page, page.getLast().username());
    }

    /**
     * Those of these accounts that are of one's own organization; disabled ones too, since messages name them. Of those from
     * whom a barrier parts one only whom one has been in a conversation with, for the same reason.
     */
    public List<AccountProfile> accounts(Actor actor, List<AccountId> ids) {
        if (ids.size() > MOST) {
            throw new Rejected("request.malformed", "No more than " + MOST + " accounts at once.");
        }
        Set<AccountId> strangers = barriers.strangers(actor.account(), ids);
        return accounts.profiles(actor.organization(), ids).stream()
                .filter(profile -> !strangers.contains(profile.id()))
                .toList();
    }

    /** Those of these accounts from whom an information barrier parts one. */
    public Set<AccountId> parted(Actor actor, Collection<AccountId> ids) {
        return barriers.parted(actor.account(), ids);
    }

    /** Those of these accounts that are of one's own organization, however many they are. */
    public Set<AccountId> visible(Actor actor, Collection<AccountId> ids) {
        return accounts.profiles(actor.organization(), ids).stream()
                .map(AccountProfile::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One account of one's own organization.
     *
     * @throws Missing if it is none
     */
    public AccountProfile account(Actor actor, AccountId id) {
        return accounts(actor, List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> new Missing("account.missing", "There is no such account."));
    }

    /** What one's own organization is called. */
    public String organization(Actor actor) {
        return organizations
                .nameOf(actor.organization())
                .orElseThrow(() -> new Missing("account.missing", "There is no such organization."));
    }

    /** What one is signed in on, last seen first. */
    public List<SignedInDevice> devices(Actor actor) {
        return devices.of(actor.account());
    }
}
