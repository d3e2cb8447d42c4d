package chat.parley.ejb.delivery;

import java.util.List;

/**
 * What one node tells the others at a time. Publishers number their batches, so that a receiver notices when one did
 * not arrive; a batch without events only says what the last number was.
 *
 * @param publisher the node, and the moment it started: after a restart it counts anew
 */
record LiveBatch(String publisher, long number, List<ChatEvent> events) {}
