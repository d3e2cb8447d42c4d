package chat.parley.web.identity;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Locale;

import jakarta.annotation.Priority;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

import chat.parley.ejb.identity.Tokens;
import chat.parley.ejb.problem.ChatException.Unauthenticated;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever bears a good access token, and nobody else. Exceptions stand at the method or the class of the
 * resource, the method's first: {@code @PermitAll} is for everybody, {@code @RolesAllowed("operator")} only for the
 * operator of the installation, {@link BeforeTerms} also for who has yet to agree to the terms in force.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class AuthenticationFilter implements ContainerRequestFilter {

    /** The role of whoever holds the installation's private key. */
    static final String OPERATOR = "operator";

    private static final String BEARER = "bearer ";

    @Context
    @SuppressWarnings("NullAway.Init")
    ResourceInfo resource;

    @Inject
    Tokens tokens;

    @Inject
    CurrentActor current;

    /** Who may call a resource. */
    enum Audience {
        EVERYBODY,
        USERS,
        BEFORE_TERMS,
        OPERATOR;

        static Audience of(ResourceInfo resource) {
            Audience ofMethod = of(resource.getResourceMethod());
            if (ofMethod != null) {
                return ofMethod;
            }
            Audience ofClass = of(resource.getResourceClass());
            return ofClass == null ? USERS : ofClass;
        }

        private static @Nullable Audience of(AnnotatedElement element) {
            if (element.isAnnotationPresent(PermitAll.class)) {
                return EVERYBODY;
            }
            if (element.isAnnotationPresent(BeforeTerms.class)) {
                return BEFORE_TERMS;
            }
            RolesAllowed roles = element.getAnnotation(RolesAllowed.class);
            if (roles == null) {
                return null;
            }
            if (Arrays.asList(roles.value()).contains(AuthenticationFilter.OPERATOR)) {
                return OPERATOR;
            }
            throw new IllegalStateException("No such role is known here: " + Arrays.toString(roles.value()));
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        switch (Audience.of(resource)) {
            case EVERYBODY -> {}
            case USERS -> current.set(tokens.verify(bearer(request)));
            case BEFORE_TERMS -> current.set(tokens.verifyBeforeTerms(bearer(request)));
            case OPERATOR -> tokens.verifyOperator(bearer(request));
        }
    }

    private static String bearer(ContainerRequestContext request) {
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new Unauthenticated("auth.required", "Sign in first.");
        }
        return header.substring(BEARER.length()).strip();
    }
}
