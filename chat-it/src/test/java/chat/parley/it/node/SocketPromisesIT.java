package chat.parley.it.node;

import chat.parley.it.client.Transport;

/** The promises of all transports, by WebSocket. */
@NodeTest
class SocketPromisesIT extends TransportPromises {

    SocketPromisesIT() {
        super(Transport.SOCKET);
    }
}
