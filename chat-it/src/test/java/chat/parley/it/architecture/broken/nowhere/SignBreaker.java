package chat.parley.it.architecture.broken.nowhere;

/** In a package without a sign. */
class SignBreaker {}
