package chat.parley.it.architecture.broken.ejb.conversation;

/** The other one. */
class Twin {}
