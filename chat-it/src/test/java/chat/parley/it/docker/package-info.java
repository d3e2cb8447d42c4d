/**
 * The files of {@code docker/}, which no engine reads where the tests run: that they agree with each other, with the
 * server's settings and with the documents, and that the tools made for them find nothing wrong. Whether the image would run
 * is tried in {@code ContainedNodeIT}, whether its metrics exist in {@code WatchingIT}.
 */
@NullMarked
package chat.parley.it.docker;

import org.jspecify.annotations.NullMarked;
