package chat.parley.jpa.export;

import java.time.Instant;

import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.identity.OrganizationId;
import chat.parley.jpa.matter.LegalMatter.Mark;
import chat.parley.jpa.matter.LegalMatterId;
import chat.parley.jpa.matter.MatterContents.Position;
import chat.parley.jpa.matter.SearchTerms;
import org.jspecify.annotations.Nullable;

/**
 * An export.
 *
 * @param reason why it is wanted
 * @param decided who has released or denied it, somebody else; null if nobody has yet
 * @param asOf the moment it tells of; null if it was not released yet
 * @param messages how many messages are written down
 * @param result what has come of it; null if nothing has yet
 * @param failure why it could not be made
 * @param gone that its files are there no more; null if they are, or never were
 */
public record ExportJob(
        ExportId id,
        OrganizationId organization,
        LegalMatterId matter,
        String reason,
        SearchTerms terms,
        Mark requested,
        State state,
        @Nullable Mark decided,
        @Nullable Instant asOf,
        long messages,
        @Nullable Result result,
        @Nullable String failure,
        @Nullable Gone gone) {

    /** How far it has come. */
    public enum State {
        /** It waits for somebody else's decision. */
        REQUESTED,
        /** It is not made. */
        DENIED,
        /** It is made, or waits for whoever makes it. */
        RELEASED,
        /** It can be downloaded. */
        READY,
        /** It could not be made. */
        FAILED
    }

    /**
     * A finished export.
     *
     * @param root the root of the tree of its files' hashes
     * @param size how large it is
     */
    public record Result(Instant at, String root, long size) {}

    /**
     * That its files were deleted.
     *
     * @param by null if their time was over
     */
    public record Gone(Instant at, @Nullable AccountId by) {}

    /**
     * That somebody makes it now.
     *
     * @param attempt how often it was begun or taken up, this time included
     * @param until nobody else takes it before; by it is known that nobody has
     * @param place the last message that is written down
     * @param bytes how long the file was after it
     */
    public record Taken(ExportJob job, int attempt, Instant until, Position place, long bytes) {}
}
