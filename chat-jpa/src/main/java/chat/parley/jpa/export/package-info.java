/**
 * Exports of matters: who has requested and released them and how far they have come ({@code export_job}), and what is
 * written into them, as the database puts it together.
 */
@NullMarked
package chat.parley.jpa.export;

import org.jspecify.annotations.NullMarked;
