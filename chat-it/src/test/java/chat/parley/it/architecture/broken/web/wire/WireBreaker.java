package chat.parley.it.architecture.broken.web.wire;

import chat.parley.it.architecture.broken.ejb.message.EntityGiver;

/** A frame with a use case in it. */
public record WireBreaker(EntityGiver giver) {}
