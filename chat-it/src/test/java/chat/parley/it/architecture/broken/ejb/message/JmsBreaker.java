package chat.parley.it.architecture.broken.ejb.message;

import jakarta.jms.Message;

/** A use case that speaks JMS. */
record JmsBreaker(Message message) {}
