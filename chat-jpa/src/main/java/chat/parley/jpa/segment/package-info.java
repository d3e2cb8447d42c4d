/**
 * Segments of the people of an organization, and the information barriers between them. {@link
 * chat.parley.jpa.segment.Segments} keeps them, {@link chat.parley.jpa.segment.Barriers} answers who is parted from whom.
 *
 * <pre>
 * segment ── segment_member ── account
 *    └────── barrier (both ways) ────── segment          view parted (account_id, other_id)
 * </pre>
 */
@NullMarked
package chat.parley.jpa.segment;

import org.jspecify.annotations.NullMarked;
