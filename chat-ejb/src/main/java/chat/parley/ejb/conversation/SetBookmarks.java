package chat.parley.ejb.conversation;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

import chat.parley.ejb.problem.ChatException.Rejected;
import chat.parley.jpa.conversation.Bookmark;

/**
 * The wish that these be the bookmarks, in this order.
 *
 * @param rev the number of the change on which the wish is based
 */
public record SetBookmarks(long rev, List<Bookmark> bookmarks) {

    /** How many a conversation has at the most. */
    public static final int MOST = 30;

    private static final int LONGEST_URL = 2000;

    /** Checks that there are not too many, cleans their titles, and checks that each leads somewhere on the web. */
    public SetBookmarks {
        if (bookmarks.size() > MOST) {
            throw malformed("A conversation has at most " + MOST + " bookmarks.");
        }
        bookmarks = bookmarks.stream().map(SetBookmarks::checked).toList();
    }

    private static Bookmark checked(Bookmark bookmark) {
        String url = bookmark.url().strip();
        if (url.length() > LONGEST_URL || !isOnTheWeb(url)) {
            throw malformed(
                    "A bookmark leads to an address that begins with http:// or https://, has a host and at most "
                            + LONGEST_URL + " characters.");
        }
        return new Bookmark(Titles.bookmark(bookmark.title()), url);
    }

    /** Nobody is named in it: what stands before an @ is there to be taken for the host. */
    private static boolean isOnTheWeb(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme();
            return scheme != null
                    && List.of("http", "https").contains(scheme.toLowerCase(Locale.ROOT))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static Rejected malformed(String text) {
        return new Rejected("request.malformed", text);
    }
}
