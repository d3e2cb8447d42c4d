package chat.parley.it.architecture.broken.ejb.message;

import org.infinispan.Cache;

/** A use case that speaks to a cache. */
record CacheBreaker(Cache<String, String> cache) {}
