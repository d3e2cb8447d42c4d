/**
 * Which messages lie in an archive outside of the database, in which objects, and with which keys these can be read: {@code
 * archive_segment}. What is destroyed here is to be destroyed there.
 */
@NullMarked
package chat.parley.jpa.archive;

import org.jspecify.annotations.NullMarked;
