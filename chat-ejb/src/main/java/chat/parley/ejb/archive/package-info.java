/**
 * Copies of messages outside of the database, which may be locked for a time. Start at {@link
 * chat.parley.ejb.archive.Archiving}; what was destroyed goes by {@link chat.parley.ejb.archive.Shredding}. They lie in
 * an {@link chat.parley.ejb.archive.ObjectStore}; {@link chat.parley.ejb.archive.ArchiveSettings} chooses which one it
 * is.
 */
@NullMarked
package chat.parley.ejb.archive;

import org.jspecify.annotations.NullMarked;
