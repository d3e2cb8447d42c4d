package chat.parley.jpa.matter;

import java.time.Instant;
import java.util.List;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * Something that an organization has to answer for before others.
 *
 * @param keywords what one looks for in it; they narrow no hold
 * @param closed when and by whom it was closed; null while it is open
 */
public record LegalMatter(
        LegalMatterId id,
        OrganizationId organization,
        String name,
        @Nullable String description,
        List<String> keywords,
        Mark opened,
        @Nullable Mark closed) {

    /** Who did something, and when. */
    public record Mark(AccountId by, Instant at) {}
}
