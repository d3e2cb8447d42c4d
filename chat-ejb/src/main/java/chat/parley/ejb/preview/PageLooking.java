package chat.parley.ejb.preview;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import chat.parley.ejb.problem.ChatLog;
import chat.parley.jpa.message.LinkPages;
import chat.parley.jpa.message.LinkPages.LinkPage;
import chat.parley.jpa.message.Preview;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Knows what is behind links: asked for once for all messages of all nodes, and kept for some hours. */
@ApplicationScoped
public class PageLooking {

    private static final Duration KEPT = Duration.ofHours(6);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    @Inject
    LinkPages pages;

    @Inject
    @ConfigProperty(name = "parley.preview.ports", defaultValue = "80,443")
    List<Integer> ports;

    @Inject
    @ConfigProperty(name = "parley.preview.allow")
    Optional<List<String>> allowed;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Leads nowhere until it is known where it may. */
    private PageFetch web = fetch(List.of(), List.of());

    @PostConstruct
    void open() {
        web = fetch(ports, allowed.orElse(List.of()));
    }

    private static PageFetch fetch(List<Integer> ports, List<String> allowed) {
        return new PageFetch(new AddressGuard(InetAddress::getAllByName, ports, allowed));
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /** What is behind a link; empty while somebody else is looking. */
    Optional<LinkPage> look(URI link) {
        String url = link.toString();
        if (!pages.claim(url, KEPT)) {
            return pages.find(url);
        }
        Preview found = within(LONGEST, link);
        pages.keep(url, found);
        return Optional.of(new LinkPage(found));
    }

    /** Forgets what was found so long ago that it would be asked for anew. */
    void tidy() {
        pages.forgetOlderThan(KEPT);
    }

    /** Looks for so long at the most. A virtual thread that is interrupted lets go of its connection. */
    private @Nullable Preview within(Duration time, URI link) {
        Future<Optional<Preview>> looking = threads.submit(() -> PageWords.of(link, web.fetch(link)));
        try {
            return looking.get(time.toMillis(), TimeUnit.MILLISECONDS).orElse(null);
        } catch (ExecutionException e) {
            // Of links of people the log says nothing: they may be secret
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            ChatLog.LOG.debugf("A link has no preview: %s", cause.getClass().getSimpleName());
            return null;
        } catch (TimeoutException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            looking.cancel(true);
        }
    }
}
