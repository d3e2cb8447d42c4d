package chat.parley.jpa.segment;

/**
 * People of an organization who are kept apart from others together.
 *
 * @param members how many are in it
 */
public record Segment(SegmentId id, String name, long members) {}
