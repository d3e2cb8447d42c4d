package chat.parley.it.client;

/** That a connection ended, as the client saw it: 1006 if it broke without a word. */
public record Closed(int code, String reason) {}
