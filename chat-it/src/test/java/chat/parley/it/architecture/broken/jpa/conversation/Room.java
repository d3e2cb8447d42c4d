package chat.parley.it.architecture.broken.jpa.conversation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

import chat.parley.it.architecture.broken.jpa.message.CycleThere;
import org.jspecify.annotations.Nullable;

/** An entity, and one half of a cycle. */
@Entity
public class Room {
    @Id
    long id;

    public @Nullable CycleThere cycle() {
        return null;
    }
}
