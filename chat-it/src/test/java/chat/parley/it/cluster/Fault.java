package chat.parley.it.cluster;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import chat.parley.launcher.Node;

/** What is done to the processes and to what is between them, and undone. When it returns all is as it was. */
enum Fault {
    KILL_FIRST_NODE {
        @Override
        void strike(Cluster cluster) {
            cluster.nodes().get(0).kill9();
            cluster.restart(cluster.nodes().get(0));
        }
    },
    KILL_SECOND_NODE {
        @Override
        void strike(Cluster cluster) {
            cluster.nodes().get(1).kill9();
            cluster.restart(cluster.nodes().get(1));
        }
    },
    KILL_DATABASE {
        @Override
        void strike(Cluster cluster) {
            cluster.database().kill9();
            cluster.database().start();
        }
    },
    STOP_NODE {
        @Override
        void strike(Cluster cluster) {
            cluster.nodes().get(1).stop();
            cluster.restart(cluster.nodes().get(1));
        }
    },
    RESTART_DATABASE {
        @Override
        void strike(Cluster cluster) {
            cluster.database().stop();
            cluster.database().start();
        }
    },
    KILL_BOTH_NODES {
        @Override
        void strike(Cluster cluster) {
            cluster.nodes().forEach(Node::kill9);
            cluster.nodes().forEach(cluster::restart);
        }
    },
    KILL_DATABASE_AND_NODE {
        @Override
        void strike(Cluster cluster) {
            cluster.database().kill9();
            cluster.nodes().get(0).kill9();
            cluster.database().start();
            cluster.restart(cluster.nodes().get(0));
        }
    },
    /** A long pause of the collector, or a machine that is moved: its clients and its locks stay where they are. */
    FREEZE_NODE {
        @Override
        void strike(Cluster cluster) {
            Standstill.of(
                    ProcessHandle.of(cluster.nodes().get(1).pid()).stream().toList(), Duration.ofSeconds(8));
        }
    },
    FREEZE_DATABASE {
        @Override
        void strike(Cluster cluster) {
            Standstill.of(cluster.database().processes(), Duration.ofSeconds(5));
        }
    },
    /** The database answers, and writes nothing. */
    LOCK_CONVERSATIONS {
        @Override
        void strike(Cluster cluster) {
            try (Connection connection = cluster.connection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("lock table conversation in share row exclusive mode");
                Standstill.last(Duration.ofSeconds(5));
                connection.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    },
    PAUSE_BUS {
        @Override
        void strike(Cluster cluster) {
            Node node = cluster.nodes().get(1);
            Bus.pause(node);
            try {
                Standstill.last(Duration.ofSeconds(5));
            } finally {
                Bus.resume(node);
            }
        }
    },
    /** Nodes reach the database and their clients, but not each other, and nobody tells them so. */
    CUT_NODES_OFF {
        @Override
        boolean possible() {
            return Firewall.available();
        }

        @Override
        void strike(Cluster cluster) {
            try (Firewall _ = cluster.betweenNodes()) {
                Standstill.last(Duration.ofSeconds(10));
            }
        }
    },
    /** The same for so long that they take each other for dead. */
    SPLIT_CLUSTER {
        @Override
        boolean possible() {
            return Firewall.available();
        }

        @Override
        void strike(Cluster cluster) {
            try (Firewall _ = cluster.betweenNodes()) {
                Standstill.last(Duration.ofSeconds(75));
            }
        }
    },
    /** Nothing passes between a node and its clients: who gives up leaves a connection that is open at one end only. */
    CUT_CLIENTS_OFF {
        @Override
        boolean possible() {
            return Firewall.available();
        }

        @Override
        void strike(Cluster cluster) {
            try (Firewall _ =
                    Firewall.before(List.of(cluster.nodes().get(1).url().getPort()))) {
                Standstill.last(Duration.ofSeconds(12));
            }
        }
    },
    /** The clock of a node goes ten minutes ahead, back again, and ten minutes behind. */
    TURN_CLOCK {
        @Override
        boolean possible() {
            return WrongClock.available();
        }

        @Override
        void strike(Cluster cluster) {
            Node node = cluster.nodes().get(1);
            WrongClock clock = WrongClock.right();
            cluster.restart(node, clock.settings());
            for (Duration wrong : List.of(Duration.ofMinutes(10), Duration.ZERO, Duration.ofMinutes(-10))) {
                clock.turn(wrong);
                Standstill.last(Duration.ofSeconds(5));
            }
            cluster.restart(node, Map.of());
        }
    };

    /** Does it and undoes it. */
    abstract void strike(Cluster cluster);

    /** Whether this machine has what it needs. */
    boolean possible() {
        return true;
    }

    /**
     * What every change has to stand, some of it at the same time: each process killed once, each that is slow to answer, each
     * that is not reached.
     */
    static Stream<Set<Fault>> once() {
        return Stream.of(
                        EnumSet.of(KILL_FIRST_NODE),
                        EnumSet.of(KILL_DATABASE),
                        EnumSet.of(KILL_SECOND_NODE),
                        EnumSet.of(FREEZE_NODE),
                        EnumSet.of(FREEZE_DATABASE, PAUSE_BUS),
                        EnumSet.of(LOCK_CONVERSATIONS, CUT_NODES_OFF),
                        EnumSet.of(CUT_CLIENTS_OFF))
                .map(Fault::possible)
                .filter(faults -> !faults.isEmpty());
    }

    private static Set<Fault> possible(Set<Fault> faults) {
        return faults.stream().filter(Fault::possible).collect(Collectors.toUnmodifiableSet());
    }

    /** Those that may come on top of any other. */
    static Stream<Fault> besides() {
        return Stream.of(CUT_NODES_OFF, CUT_CLIENTS_OFF).filter(Fault::possible);
    }

    /** The next of an endless series, the same for the same seed. */
    static Fault next(Random random) {
        List<Fault> all = Stream.of(values()).filter(Fault::possible).toList();
        return all.get(random.nextInt(all.size()));
    }
}
