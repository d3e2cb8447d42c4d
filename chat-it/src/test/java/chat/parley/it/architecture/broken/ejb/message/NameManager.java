package chat.parley.it.architecture.broken.ejb.message;

/** Says nothing by its name. */
class NameManager {}
