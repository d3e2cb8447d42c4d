package chat.parley.it.architecture.broken.ejb.message;

import chat.parley.it.architecture.broken.jpa.conversation.Room;

/** A use case that hands out an entity. */
public final class EntityGiver {
    public Room give() {
        return new Room();
    }
}
