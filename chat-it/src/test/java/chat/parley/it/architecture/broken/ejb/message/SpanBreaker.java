package chat.parley.it.architecture.broken.ejb.message;

import io.opentelemetry.api.trace.Span;

/** A use case that makes spans of its own. */
record SpanBreaker(Span span) {}
