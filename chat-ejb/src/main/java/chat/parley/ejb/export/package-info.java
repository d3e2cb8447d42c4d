/**
 * Exports of matters, by four eyes: one requests, another releases, then a node makes it and it can be downloaded. Start at
 * {@link chat.parley.ejb.export.Exporting}; {@link chat.parley.ejb.export.ExportMaking} writes the files, {@link
 * chat.parley.ejb.export.ExportFormat} lists the formats.
 */
@NullMarked
package chat.parley.ejb.export;

import org.jspecify.annotations.NullMarked;
