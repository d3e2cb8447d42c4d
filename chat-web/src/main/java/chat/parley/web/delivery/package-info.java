/**
 * Connections, and what they are told. In: {@link chat.parley.web.delivery.ChatSocket}, or where proxies break sockets
 * {@code EventsServlet}, {@code PollServlet} and {@code FramesResource}, bring what clients say to {@code Reception},
 * and {@code FrameHandler} answers it. Out: {@code ConversationStreams} hears the news, brings each conversation's into
 * order, heals what is missing from the log, and hands it to the {@code Outbox} of every connection that may see it; it
 * leaves by the connection's {@code Line}. What a client sees of an event is decided in {@code ServerFrames}, and of
 * what belongs to its account in {@code OwnFrames}, and nowhere else.
 */
@NullMarked
package chat.parley.web.delivery;

import org.jspecify.annotations.NullMarked;
