package chat.parley.it.architecture.broken.web.delivery;

import chat.parley.it.architecture.broken.jpa.conversation.Room;

/** An entity at the edge. */
record EntityBreaker(Room room) {}
