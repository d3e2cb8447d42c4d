package chat.parley.ejb.identity;

import chat.parley.jpa.database.Database;
import chat.parley.jpa.identity.Duties;

/** Doors to administrating, put together as the container would. */
public final class Administrations {

    private Administrations() {}

    /** One on this database. */
    public static Administration on(Database database) {
        Administration administration = new Administration();
        administration.duties = new Duties(database);
        return administration;
    }
}
