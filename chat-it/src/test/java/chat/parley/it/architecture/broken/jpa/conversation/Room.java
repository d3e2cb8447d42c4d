package chat.parley.it.architecture.broken.jpa.conversation;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** An entity. */
@Entity
public class Room {
    @Id
    long id;
}
