/**
 * REST of signing in, of oneself, of the directory and of the operator. {@link
 * chat.parley.web.identity.AuthenticationFilter} lets in whoever bears a good token; resources ask {@link
 * chat.parley.web.identity.CurrentActor} who it is. What is open to everybody says so with {@code @PermitAll}.
 */
@NullMarked
package chat.parley.web.identity;

import org.jspecify.annotations.NullMarked;
