package chat.parley.ejb.conversation;

import chat.parley.jpa.conversation.ConversationId;
import chat.parley.jpa.conversation.HistoryVisibility;
import chat.parley.jpa.conversation.Place;
import chat.parley.jpa.conversation.Role;

/**
 * That somebody may change a conversation. Its row is held until the transaction ends, so what is said here stays true
 * until then.
 *
 * @param role what they are in it
 */
record Grant(ConversationId conversation, Place place, HistoryVisibility history, Role role) {}
