/**
 * Who is here, on all nodes. Start at {@link chat.parley.ejb.presence.PresenceDesk}: it hears who comes to this node and
 * who goes ({@code Attendance}), tells the other nodes through a cache they share ({@link
 * chat.parley.ejb.presence.SharedPresence}), and knows from it what they tell ({@code PresenceBoard}). What others may
 * see of it is answered by {@link chat.parley.ejb.presence.Watching}.
 */
@NullMarked
package chat.parley.ejb.presence;

import org.jspecify.annotations.NullMarked;
