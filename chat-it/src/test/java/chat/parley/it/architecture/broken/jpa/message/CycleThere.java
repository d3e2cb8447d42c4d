package chat.parley.it.architecture.broken.jpa.message;

import chat.parley.it.architecture.broken.jpa.conversation.Room;

/** The other half of a cycle. */
public record CycleThere(Room room) {}
