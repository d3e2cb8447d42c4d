package chat.parley.it.architecture.broken.jpa.conversation;

import chat.parley.it.architecture.broken.ejb.message.EntityGiver;

/** Data that knows a use case. */
record LayerBreaker(EntityGiver giver) {}
