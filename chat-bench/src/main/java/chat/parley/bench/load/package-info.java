/**
 * The load generator: connections that speak the wire protocol, send at a pace and write down what became of every
 * message. Start at {@link chat.parley.bench.load.LoadRun}; {@link chat.parley.bench.load.LoadLoop} is the thread that
 * does it, and owns everything of its rooms, so nothing in here is locked.
 *
 * <p>A message's body carries a {@link chat.parley.bench.load.Stamp}: who sent it as which of theirs, and when it was
 * due. So whoever receives it knows its age and what is missing, and there is no table of messages under way.
 */
@NullMarked
package chat.parley.bench.load;

import org.jspecify.annotations.NullMarked;
