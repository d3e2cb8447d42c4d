package chat.parley.it.architecture.broken.ejb.message;

import jakarta.ws.rs.core.Response;

/** A use case that speaks HTTP. */
record HttpBreaker(Response response) {}
