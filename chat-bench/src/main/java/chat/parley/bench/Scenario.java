package chat.parley.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import chat.parley.launcher.OperatorClient;

/**
 * Work that has a name, so that figures of different days, machines and servers can be put side by side.
 *
 * @param label what it is called in a report
 */
record Scenario(String label, OperatorClient.Load rooms, int senders, Speed speed) {

    /** How fast it goes. */
    sealed interface Speed {

        /** As fast as it goes with so many unanswered messages of each sender. */
        record Most(int window) implements Speed {}

        /** A part of the most that another scenario reached just before. */
        record PartOf(Scenario most, double part) implements Speed {}

        /** So many messages a second. */
        record Fixed(double perSecond) implements Speed {}
    }

    private static final Scenario GROUPS =
            new Scenario("group 20x10 max (window 4)", rooms(20, 10), 1, new Speed.Most(4));
    private static final Scenario HOT = new Scenario("hot room 100 max", rooms(1, 100), 10, new Speed.Most(1));
    private static final Scenario DIRECT =
            new Scenario("1:1 200 pairs max", new OperatorClient.Load(200, 2, true), 1, new Speed.Most(1));

    /** Everything there is, by the name one asks for it. */
    static Map<String, List<Scenario>> byName() {
        Map<String, List<Scenario>> all = new LinkedHashMap<>();
        all.put("group-max", List.of(GROUPS));
        all.put(
                "group-load",
                List.of(
                        GROUPS.at("group 20x10 at 25 %", 0.25),
                        GROUPS.at("group 20x10 at 50 %", 0.5),
                        GROUPS.at("group 20x10 at 80 %", 0.8)));
        all.put("hot-max", List.of(HOT));
        all.put("hot-load", List.of(HOT.at("hot room 100 at 50 %", 0.5)));
        all.put("big", List.of(new Scenario("big room 2000, 5 msg/s", rooms(1, 2000), 1, new Speed.Fixed(5))));
        all.put("direct-max", List.of(DIRECT));
        all.put("direct-load", List.of(DIRECT.at("1:1 200 pairs at 50 %", 0.5)));
        return all;
    }

    private Scenario at(String newLabel, double part) {
        return new Scenario(newLabel, rooms, senders, new Speed.PartOf(this, part));
    }

    private static OperatorClient.Load rooms(int rooms, int members) {
        return new OperatorClient.Load(rooms, members, false);
    }
}
