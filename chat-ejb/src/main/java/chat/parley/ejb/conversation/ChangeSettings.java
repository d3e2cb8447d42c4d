package chat.parley.ejb.conversation;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.PostingPolicy;
import chat.parley.jpa.conversation.ReceiptPolicy;
import chat.parley.jpa.conversation.VersionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * The wish that a conversation be called or described otherwise, show receipts, earlier versions or what is behind links to
 * others than before, or be archived or opened again. What is null stays.
 *
 * @param slow how long members wait after a message before the next one; zero: not at all
 * @param history how much those who come from now on see of what was said before
 * @param requests whether people may ask to join; of private channels only
 * @param topic an empty one is none
 */
public record ChangeSettings(
        @Nullable String name,
        @Nullable String topic,
        @Nullable Boolean archived,
        @Nullable ReceiptPolicy receipts,
        @Nullable PostingPolicy posting,
        @Nullable Duration slow,
        @Nullable HistoryVisibility history,
        @Nullable Boolean requests,
        @Nullable VersionPolicy versions,
        @Nullable Boolean previews) {

    /** The longest that members can be made to wait. */
    public static final Duration SLOWEST = Duration.ofHours(6);

    static final String ARCHIVED = "archived";

    /** Checks that the wait is one there is. */
    public ChangeSettings {
        if (slow != null && (slow.isNegative() || slow.compareTo(SLOWEST) > 0)) {
            throw new Rejected(
                    "request.malformed", "Members wait 0 to " + SLOWEST.toSeconds() + " seconds between messages.");
        }
    }

    /** Whether anything is to be otherwise but that it is archived. */
    boolean describes() {
        return names().stream().anyMatch(setting -> !setting.equals(ARCHIVED));
    }

    /** What all is to be otherwise. */
    public List<String> names() {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("name", name);
        settings.put("topic", topic);
        settings.put(ARCHIVED, archived);
        settings.put("receipts", receipts);
        settings.put("posting", posting);
        settings.put("slow", slow);
        settings.put("history", history);
        settings.put("requests", requests);
        settings.put("versions", versions);
        settings.put("previews", previews);
        return settings.entrySet().stream()
                .filter(setting -> setting.getValue() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Who is shown earlier versions, and what is behind links, stays. */
    public ChangeSettings(
            @Nullable String name,
            @Nullable String topic,
            @Nullable Boolean archived,
            @Nullable ReceiptPolicy receipts,
            @Nullable PostingPolicy posting,
            @Nullable Duration slow,
            @Nullable HistoryVisibility history,
            @Nullable Boolean requests) {
        this(name, topic, archived, receipts, posting, slow, history, requests, null, null);
    }

    /** Whether people may ask to join stays too. */
    public ChangeSettings(
            @Nullable String name,
            @Nullable String topic,
            @Nullable Boolean archived,
            @Nullable ReceiptPolicy receipts,
            @Nullable PostingPolicy posting,
            @Nullable Duration slow,
            @Nullable HistoryVisibility history) {
        this(name, topic, archived, receipts, posting, slow, history, null, null, null);
    }

    /** What newcomers see stays too. */
    public ChangeSettings(
            @Nullable String name,
            @Nullable String topic,
            @Nullable Boolean archived,
            @Nullable ReceiptPolicy receipts,
            @Nullable PostingPolicy posting,
            @Nullable Duration slow) {
        this(name, topic, archived, receipts, posting, slow, null, null, null, null);
    }

    /** Who may post, and how often, stays too. */
    public ChangeSettings(
            @Nullable String name,
            @Nullable String topic,
            @Nullable Boolean archived,
            @Nullable ReceiptPolicy receipts) {
        this(name, topic, archived, receipts, null, null, null, null, null, null);
    }
}
