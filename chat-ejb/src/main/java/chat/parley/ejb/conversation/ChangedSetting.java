package chat.parley.ejb.conversation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

import chat.parley.jpa.conversation.Conversations.Wording;
import chat.parley.jpa.conversation.HistoryVisibility;
import org.jspecify.annotations.Nullable;

/**
 * A setting of a conversation that is otherwise than before. Its name and topic are words that somebody wrote: what they were is
 * not told, only that they are others.
 *
 * @param name what the API calls it
 * @param before what it was; null of words
 * @param now what it is; null of words
 */
public record ChangedSetting(
        String name, @Nullable String before, @Nullable String now) {

    /** That it was archived, or opened again. */
    static ChangedSetting archived(boolean now) {
        return new ChangedSetting(ChangeSettings.ARCHIVED, String.valueOf(!now), String.valueOf(now));
    }

    /** What differs. */
    static List<ChangedSetting> between(Wording before, Wording now) {
        Comparison compared = new Comparison(before, now, new ArrayList<>());
        compared.words("name", Wording::name);
        compared.words("topic", Wording::topic);
        compared.values("receipts", wording -> lower(wording.receipts()));
        compared.values("posting", wording -> lower(wording.posting()));
        compared.values("slow", wording -> seconds(wording.slow()));
        compared.values("history", wording -> history(wording.history()));
        compared.values("requests", wording -> String.valueOf(wording.takesRequests()));
        compared.values("versions", wording -> lower(wording.versions()));
        compared.values("previews", wording -> String.valueOf(wording.previews()));
        return compared.changed;
    }

    private record Comparison(Wording before, Wording now, List<ChangedSetting> changed) {

        void words(String name, Function<Wording, @Nullable String> of) {
            if (!Objects.equals(of.apply(before), of.apply(now))) {
                changed.add(new ChangedSetting(name, null, null));
            }
        }

        void values(String name, Function<Wording, String> of) {
            if (!of.apply(before).equals(of.apply(now))) {
                changed.add(new ChangedSetting(name, of.apply(before), of.apply(now)));
            }
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String seconds(Duration pause) {
        return String.valueOf(pause.toSeconds());
    }

    private static String history(HistoryVisibility history) {
        String extent = lower(history.extent());
        return switch (history.extent()) {
            case ALL, JOINED -> extent;
            case LAST -> extent + ':' + history.last();
            case SINCE -> extent + ':' + history.since();
        };
    }
}
