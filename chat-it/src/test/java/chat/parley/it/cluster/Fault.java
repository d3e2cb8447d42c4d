package chat.parley.it.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import chat.parley.launcher.Node;

/** What is done to the processes, and undone. When it returns all of them run again. */
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
    };

    /** Does it and undoes it. */
    abstract void strike(Cluster cluster);

    /** What every change has to stand: each process killed once. */
    static List<Fault> once() {
        return List.of(KILL_FIRST_NODE, KILL_DATABASE, KILL_SECOND_NODE);
    }

    /** The next of an endless series, the same for the same seed. */
    static Fault next(Random random) {
        List<Fault> all = new ArrayList<>(List.of(values()));
        return all.get(random.nextInt(all.size()));
    }
}
