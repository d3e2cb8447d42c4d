package chat.parley.jpa.archive;

import chat.parley.jpa.identity.OrganizationId;
import org.jspecify.annotations.Nullable;

/**
 * When an organization's messages are archived.
 *
 * @param afterDays how many days after they were said; 0 is at once
 * @param moveAfterDays how many days after they were said their texts move out of the database; null: they stay
 * @param lockDays for how many days the storage is to keep them against deletion, at least; null: it need not
 */
public record ArchiveRule(
        OrganizationId organization,
        int afterDays,
        @Nullable Integer moveAfterDays,
        @Nullable Integer lockDays) {}
