package chat.parley.it.architecture.broken.ejb.message;

import jakarta.inject.Inject;

import org.jspecify.annotations.Nullable;

/** Needs too much. */
class InjectionBreaker {
    @Inject
    @Nullable
    String a, b, c, d, e, f, g, h;
}
