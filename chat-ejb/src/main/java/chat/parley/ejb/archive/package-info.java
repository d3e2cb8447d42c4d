/**
 * Where what is old lies: objects with names, outside of the database, that may be locked for a time. Start at {@link
 * chat.parley.ejb.archive.ObjectStore}; {@link chat.parley.ejb.archive.ArchiveSettings} chooses which one it is.
 */
@NullMarked
package chat.parley.ejb.archive;

import org.jspecify.annotations.NullMarked;
