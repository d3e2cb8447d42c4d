package chat.parley.it.node;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rooms;
import org.junit.jupiter.api.BeforeEach;

/** Anna, who began it, Ben and Carol in a group, each connected; what most of what is said about messages needs. */
abstract class ThreeInARoom {

    final Rooms rooms = Rooms.at(RealServer.url());
    Login anna;
    Login ben;
    Login carol;
    ChatClient atAnnas;
    ChatClient atBens;
    ChatClient atCarols;
    long room;

    @BeforeEach
    void three_people_in_a_room() {
        anna = People.somebody("anna");
        ben = People.somebody("ben");
        carol = People.somebody("carol");
        room = rooms.group(anna, ben, carol);
        atAnnas = People.client(anna);
        atBens = People.client(ben);
        atCarols = People.client(carol);
    }
}
