package chat.parley.jpa.report;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A case in a list.
 *
 * @param reports how many have reported it
 * @param words the beginning of what was reported; null if it is a person
 */
public record CaseLine(
        ModerationCase about,
        long reports,
        List<ReportReason> reasons,
        @Nullable String words) {}
