package chat.parley.ejb.delivery;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;

import org.infinispan.manager.EmbeddedCacheManager;

/** Which nodes there are, as far as this one sees. */
@ApplicationScoped
public class ClusterView {

    @Resource(lookup = "java:jboss/infinispan/container/parley")
    EmbeddedCacheManager caches;

    /** Whether no other node is there to be told anything. */
    public boolean alone() {
        return caches.getMembers() == null || caches.getMembers().size() < 2;
    }
}
