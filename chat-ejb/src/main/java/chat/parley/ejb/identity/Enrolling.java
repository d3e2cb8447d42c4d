package chat.parley.ejb.identity;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatException.Conflict;
import chat.parley.ejb.problem.ChatException.Missing;
import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.identity.Account;
import chat.parley.jpa.identity.AccountKind;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.Accounts;
import chat.parley.jpa.identity.DeviceId;
import chat.parley.jpa.identity.Devices;
import chat.parley.jpa.identity.Duties;
import chat.parley.jpa.identity.Organization;
import chat.parley.jpa.identity.Organizations;
import chat.parley.jpa.identity.UserGroups;

/** Makes organizations and the accounts of people; the operator's business. */
@Stateless
public class Enrolling {

    @Inject
    Organizations organizations;

    @Inject
    Accounts accounts;

    @Inject
    UserGroups groups;

    @Inject
    Devices devices;

    @Inject
    Duties duties;

    @Inject
    AccountNotes notes;

    @Inject
    Clock clock;

    /** A program's account, and the device it is signed in on. */
    public record Program(AccountProfile account, DeviceId device) {}

    /**
     * Makes an organization.
     *
     * @throws Conflict if there is one of this name
     */
    public void organization(String name) {
        if (!Organization.mayBeName(name)) {
            throw new Rejected("organization.name", "An organization's name has 1 to 100 characters.");
        }
        if (organizations.named(name).isPresent()) {
            throw new Conflict("organization.exists", "There is an organization of this name.");
        }
        ChatLog.LOG.organizationMade(organizations.add(name, clock.instant()).id());
    }

    /**
     * Makes an account.
     *
     * @throws Missing if there is no such organization
     * @throws Conflict if it has an account of this username
     */
    public AccountProfile enroll(Enrolment wish) {
        Organization organization = lock(wish.organization());
        if (accounts.named(organization.id(), wish.username()).isPresent()) {
            throw new Conflict("account.exists", "There is an account of this username.");
        }
        if (groups.named(organization.id(), wish.username()).isPresent()) {
            throw new Conflict("account.exists", "There is a user group of this handle.");
        }
        return open(organization, wish);
    }

    /** Makes an account, unless there is one of this username; then that one is the answer as it is. */
    public AccountProfile enrollOnce(Enrolment wish) {
        Organization organization = lock(wish.organization());
        return accounts.named(organization.id(), wish.username())
                .map(Account::profile)
                .orElseGet(() -> open(organization, wish));
    }

    /** Makes accounts for programs in bulk, each with a device of its own, in no time worth speaking of. */
    public List<Program> programs(String organization, String prefix, int count) {
        Instant now = clock.instant();
        List<AccountProfile> added = accounts.addServices(lock(organization).id(), prefix, count, now);
        List<DeviceId> on =
                devices.addForAll(added.stream().map(AccountProfile::id).toList(), "operator", now);
        ChatLog.LOG.programsMade(count);
        return IntStream.range(0, count)
                .mapToObj(i -> new Program(added.get(i), on.get(i)))
                .toList();
    }

    private AccountProfile open(Organization organization, Enrolment wish) {
        Instant now = clock.instant();
        Account account = Account.opened(
                new AccountProfile(
                        accounts.nextId(),
                        organization.id(),
                        wish.username(),
                        wish.displayName().strip(),
                        AccountKind.PERSON),
                now);
        PasswordHash password = wish.password();
        if (password != null) {
            account.acceptPassword(password.encoded());
        }
        accounts.add(account);
        wish.duties().forEach(duty -> duties.give(account.profile(), duty, null, now));
        ChatLog.LOG.accountMade(account.id());
        notes.made(account.profile(), wish.duties());
        return account.profile();
    }

    /** Two who want the same username at once wait for each other here. */
    private Organization lock(String name) {
        return organizations
                .lock(name)
                .orElseThrow(() -> new Missing("organization.missing", "There is no organization of this name."));
    }
}
