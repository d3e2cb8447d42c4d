package chat.parley.web;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** REST, version 1. Resources and mappers are found by their annotations. */
@ApplicationPath("/api/v1")
public class Api extends Application {}
