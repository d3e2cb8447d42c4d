package chat.parley.it.architecture.broken.ejb.search;

/** One of two. */
class Twin {}
