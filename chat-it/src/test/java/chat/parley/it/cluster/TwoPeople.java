package chat.parley.it.cluster;

import chat.parley.it.client.ChatClient;
import chat.parley.it.client.Login;
import chat.parley.it.client.Rooms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Anna is on the first node, Ben on the second, and both are in a room. */
abstract class TwoPeople {

    Cluster cluster;
    Rooms rooms;
    Login anna;
    Login ben;
    ChatClient atAnnas;
    ChatClient atBens;
    long room;

    @BeforeEach
    void anna_here_and_ben_there(Cluster started) {
        cluster = started;
        rooms = Rooms.at(cluster.first());
        anna = cluster.somebody("anna");
        ben = cluster.somebody("ben");
        room = rooms.group(anna, ben);
        atAnnas = Cluster.client(anna, cluster.first());
        atBens = Cluster.client(ben, cluster.second());
    }

    @AfterEach
    void both_go() {
        atAnnas.close();
        atBens.close();
    }
}
