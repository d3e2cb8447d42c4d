package chat.parley.it.architecture.broken.web.delivery;

import chat.parley.it.architecture.broken.jpa.conversation.Conversations;

/** Looks into a conversation without being let in. */
record DoorBreaker(Conversations conversations) {}
