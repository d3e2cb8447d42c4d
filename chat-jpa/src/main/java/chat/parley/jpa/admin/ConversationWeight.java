package chat.parley.jpa.admin;

import java.time.Duration;

import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.PostingPolicy;
import chat.parley.jpa.conversation.ReceiptPolicy;
import chat.parley.jpa.conversation.VersionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * How a conversation is set, and what there is of it in the database; counted when it is asked for.
 *
 * @param requests whether people may ask to join
 * @param previews whether it shows what is behind links
 * @param creator what whoever began it is called
 * @param messages how many messages there are, notices included
 * @param bytes how long their texts are together
 * @param versions how many earlier texts of them are kept
 * @param versionBytes how long these are together
 */
public record ConversationWeight(
        HistoryVisibility history,
        ReceiptPolicy receipts,
        VersionPolicy shownVersions,
        PostingPolicy posting,
        Duration slow,
        boolean requests,
        boolean previews,
        @Nullable String creator,
        long messages,
        long bytes,
        long versions,
        long versionBytes) {}
