package chat.parley.jpa.identity;

import java.time.Instant;
import java.util.Locale;

import chat.parley.jpa.database.TestTransactions;

/** An organization of its own, with people in it. */
final class Tenant {

    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final IdentityTables tables;
    private final TestTransactions transactions;
    private final OrganizationId id;
    private final String name;

    Tenant(IdentityTables tables, TestTransactions transactions, String name) {
        this.tables = tables;
        this.transactions = transactions;
        this.name = name;
        id = transactions.call(() -> tables.organizations.add(name, NOON).id());
    }

    OrganizationId id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Somebody new, called by the first name in small letters. */
    AccountProfile hire(String displayName) {
        String username = displayName.split(" ", -1)[0].toLowerCase(Locale.ROOT);
        return transactions.call(() -> {
            AccountProfile profile =
                    new AccountProfile(tables.accounts.nextId(), id, username, displayName, AccountKind.PERSON);
            tables.accounts.add(Account.opened(profile, NOON));
            return profile;
        });
    }

    void disable(AccountProfile account, Instant at) {
        transactions.run(() -> tables.accounts.lock(account.id()).orElseThrow().disable(at));
    }
}
