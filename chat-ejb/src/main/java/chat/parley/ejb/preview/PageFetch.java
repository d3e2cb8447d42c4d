package chat.parley.ejb.preview;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;

/**
 * Fetches a page: a GET without cookies or anything else that says who asks, at most {@value #MOST_REDIRECTS} times sent on,
 * each time past the guard anew. How long it may take is for the caller, who interrupts it.
 */
final class PageFetch {

    private static final int MOST_REDIRECTS = 3;

    private final AddressGuard guard;

    PageFetch(AddressGuard guard) {
        this.guard = guard;
    }

    /**
     * A page, as far as it was read.
     *
     * @param url where it was found in the end
     * @param contentType as its server says; it is HTML
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Page(URI url, String contentType, byte[] content) {}

    /**
     * The page behind a link.
     *
     * @throws IOException if there is none, or it may not be asked for
     */
    Page fetch(URI link) throws IOException {
        URI url = link;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            InetSocketAddress address = guard.admit(url);
            PageRequest.Answer answer = PageRequest.send(url, address);
            Optional<String> location = answer.location();
            if (location.isEmpty()) {
                return new Page(url, answer.html(), answer.body());
            }
            url = next(url, location.get());
        }
        throw new IOException("sent on too often");
    }

    private static URI next(URI from, String location) throws IOException {
        try {
            return Links.parse(from.resolve(location).toString())
                    .orElseThrow(() -> new IOException("sent on to what is no page"));
        } catch (IllegalArgumentException e) {
            throw new IOException("sent on to what is no address", e);
        }
    }
}
