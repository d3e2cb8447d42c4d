package chat.parley.jpa.message;

import org.jspecify.annotations.Nullable;

/**
 * What a page says of itself, in words.
 *
 * @param url the link that leads there
 * @param site what the whole of it is called; its host, if it does not say
 */
public record Preview(String url, String title, @Nullable String description, String site) {}
