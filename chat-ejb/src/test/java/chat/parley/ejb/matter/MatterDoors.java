package chat.parley.ejb.matter;

import chat.parley.ejb.identity.Administrations;
import chat.parley.jpa.database.Database;
import chat.parley.jpa.matter.LegalMatters;

/** Doors to matters, put together as the container would. */
public final class MatterDoors {

    private MatterDoors() {}

    /** One on this database. */
    public static MatterDoor on(Database database) {
        MatterDoor door = new MatterDoor();
        door.administration = Administrations.on(database);
        door.matters = new LegalMatters(database);
        return door;
    }
}
