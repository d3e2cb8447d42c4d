package chat.parley.ejb.identity;

import java.util.List;
import java.util.Set;
import java.util.UUID;

import chat.parley.ejb.delivery.ChatEvent;
import chat.parley.ejb.delivery.RecordingLiveFeed;
import chat.parley.ejb.time.MovableClock;
import chat.parley.jpa.audit.AuditEntries;
import chat.parley.jpa.audit.AuditEntry;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;
import chat.parley.jpa.identity.AccountProfile;
import chat.parley.jpa.identity.Credentials;
import chat.parley.jpa.identity.Duties;
import chat.parley.jpa.identity.IdentityTables;
import chat.parley.jpa.segment.Barriers;
import chat.parley.jpa.terms.HouseRules;

/**
 * An organization of its own on a real database, and all that lets people in, put together as the container would;
 * passwords are compared without the work.
 */
final class Reception {

    static final String PASSWORD = "correct horse battery";

    final String organization = "reception " + UUID.randomUUID();
    final MovableClock clock = MovableClock.atNoon();
    final QuickPasswords passwords = new QuickPasswords();
    final Revocations revocations = new Revocations();
    final Tokens tokens = new Tokens();
    final SigningIn signingIn = new SigningIn();
    final Renewing renewing = new Renewing();
    final Directory directory = new Directory();
    final ActingFor actingFor = new ActingFor();
    final ChangingPassword changingPassword = new ChangingPassword();

    final Administration administration;
    final KeepingUserGroups keepingUserGroups = new KeepingUserGroups();
    final UserGroupDirectory userGroups = new UserGroupDirectory();

    private final AccountNotes accountNotes = new AccountNotes();
    private final SigningOut signingOut = new SigningOut();
    private final ReplacingPassword replacingPassword = new ReplacingPassword();
    private final Enrolling enrolling = new Enrolling();
    private final Disabling disabling = new Disabling();
    private final RecordingLiveFeed feed = new RecordingLiveFeed();
    private final TestTransactions transactions;
    private final AuditEntries entries;
    private final IdentityTables tables;

    Reception(TestTransactions transactions, TestEntities entities, Sequences sequences) {
        this.transactions = transactions;
        entries = new AuditEntries(new Database(transactions));
        administration = Administrations.on(new Database(transactions));
        tables = new IdentityTables(transactions, entities, sequences);
        accountNotes.entries = entries;
        accountNotes.clock = clock;
        enrolling.notes = accountNotes;
        disabling.notes = accountNotes;
        replacingPassword.notes = accountNotes;
        actingFor.notes = accountNotes;
        keepingUserGroups.notes = accountNotes;
        wireBasics(tables);
        wireSigningIn(tables);
        wireOperator(tables);
        transactions.run(() -> enrolling.organization(organization));
    }

    private void wireBasics(IdentityTables tables) {
        revocations.accounts = tables.accounts;
        revocations.devices = tables.devices;
        revocations.live = feed;
        revocations.clock = clock;
        tokens.keys = TestKeys.OURS;
        tokens.revocations = revocations;
        tokens.rules = new HouseRules(new Database(transactions));
        tokens.clock = clock;
        directory.accounts = tables.accounts;
        directory.barriers = new Barriers(new Database(transactions));
        directory.organizations = tables.organizations;
        directory.devices = tables.devices;
    }

    private void wireSigningIn(IdentityTables tables) {
        PasswordCheck check = new PasswordCheck();
        check.passwords = passwords;
        check.clock = clock;
        check.start();
        DeviceSessions sessions = new InTransactions();
        sessions.accounts = tables.accounts;
        sessions.devices = tables.devices;
        sessions.refreshTokens = tables.refreshTokens;
        sessions.revocations = revocations;
        sessions.clock = clock;
        SignInNotes notes = new SignInNotes();
        notes.entries = entries;
        notes.accounts = tables.accounts;
        notes.clock = clock;
        sessions.notes = notes;
        signingIn.notes = notes;
        signingIn.accounts = tables.accounts;
        signingIn.check = check;
        signingIn.sessions = sessions;
        signingIn.tokens = tokens;
        renewing.sessions = sessions;
        renewing.tokens = tokens;
        signingOut.devices = tables.devices;
        signingOut.revocations = revocations;
        signingOut.clock = clock;
        replacingPassword.accounts = tables.accounts;
        replacingPassword.devices = tables.devices;
        replacingPassword.revocations = revocations;
        replacingPassword.clock = clock;
        changingPassword.accounts = tables.accounts;
        changingPassword.passwords = passwords;
        changingPassword.check = check;
        changingPassword.replacing = replacingPassword;
    }

    private void wireOperator(IdentityTables tables) {
        enrolling.organizations = tables.organizations;
        enrolling.accounts = tables.accounts;
        enrolling.groups = tables.userGroups;
        enrolling.devices = tables.devices;
        enrolling.duties = new Duties(new Database(transactions));
        enrolling.clock = clock;
        keepingUserGroups.groups = tables.userGroups;
        keepingUserGroups.listed = tables.userGroupMembers;
        keepingUserGroups.organizations = tables.organizations;
        keepingUserGroups.accounts = tables.accounts;
        keepingUserGroups.administration = administration;
        keepingUserGroups.clock = clock;
        userGroups.groups = tables.userGroupMembers;
        disabling.accounts = tables.accounts;
        disabling.revocations = revocations;
        disabling.clock = clock;
        actingFor.accounts = tables.accounts;
        actingFor.devices = tables.devices;
        actingFor.tokens = tokens;
        actingFor.clock = clock;
    }

    /** The container begins and ends a transaction around each call. */
    private final class InTransactions extends DeviceSessions {

        @Override
        public Renewal.Granted begin(Credentials proved, String installation, String deviceName) {
            return transactions.call(() -> super.begin(proved, installation, deviceName));
        }

        @Override
        public Renewal exchange(RefreshToken shown) {
            return transactions.call(() -> super.exchange(shown));
        }
    }

    /** Somebody new, with the one password that everybody has. */
    AccountProfile enroll(String username) {
        return enroll(new Enrolment(organization, username, username, passwords.hash(PASSWORD), Set.of()));
    }

    AccountProfile enroll(Enrolment wish) {
        return transactions.call(() -> enrolling.enroll(wish));
    }

    AccountProfile enrollOnce(Enrolment wish) {
        return transactions.call(() -> enrolling.enrollOnce(wish));
    }

    List<Enrolling.Program> programs(int count) {
        return transactions.call(() -> enrolling.programs(organization, "load-", count));
    }

    SignedIn signIn(String username) {
        return signIn(username, PASSWORD, "laptop", "192.0.2.1");
    }

    SignedIn signIn(String username, String password, String installation, String address) {
        return signingIn.signIn(new SignIn(organization, username, password, installation, installation, address));
    }

    Actor actor(SignedIn signedIn) {
        return tokens.verify(signedIn.access().value());
    }

    void signOut(Actor actor) {
        transactions.run(() -> signingOut.signOut(actor, actor.device()));
    }

    void signOut(Actor actor, Actor other) {
        transactions.run(() -> signingOut.signOut(actor, other.device()));
    }

    void changePassword(Actor actor, String current, String next) {
        transactions.run(() -> changingPassword.change(actor, current, next));
    }

    void resetPassword(String username, String next) {
        PasswordHash hash = passwords.hash(next);
        transactions.run(() -> replacingPassword.replace(organization, username, hash));
    }

    void disable(String username) {
        transactions.run(() -> disabling.disable(organization, username));
    }

    AccessToken operatorsToken(String username) {
        return transactions.call(() -> actingFor.token(organization, username));
    }

    /** What was noted of the organization. */
    List<AuditEntry> noted() {
        return entries.after(tables.accounts.organization(organization).orElseThrow(), 0, 1_000);
    }

    /** What was told since the last time this was asked. */
    List<ChatEvent> news() {
        return feed.news();
    }
}
