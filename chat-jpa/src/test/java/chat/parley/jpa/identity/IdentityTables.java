package chat.parley.jpa.identity;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.database.Sequences;
import chat.parley.jpa.database.TestEntities;
import chat.parley.jpa.database.TestTransactions;

/** The repositories of identity on a real database, put together as the container would. */
public final class IdentityTables {

    public final Organizations organizations = new Organizations();
    public final Accounts accounts = new Accounts();
    public final Devices devices = new Devices();
    public final UserGroups userGroups = new UserGroups();
    public final UserGroupMembers userGroupMembers;
    public final RefreshTokens refreshTokens;

    /** Works on this database. */
    public IdentityTables(TestTransactions transactions, TestEntities entities, Sequences sequences) {
        Database database = new Database(transactions);
        organizations.entities = entities.manager();
        organizations.database = database;
        organizations.sequences = sequences;
        accounts.entities = entities.manager();
        accounts.database = database;
        accounts.sequences = sequences;
        devices.entities = entities.manager();
        devices.database = database;
        devices.sequences = sequences;
        userGroups.entities = entities.manager();
        userGroups.database = database;
        userGroups.sequences = sequences;
        userGroupMembers = new UserGroupMembers(database);
        refreshTokens = new RefreshTokens(database);
    }
}
