package chat.parley.ejb.presence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import chat.parley.ejb.presence.PresenceBoard.Picture;
import chat.parley.jpa.identity.AccountId;
import chat.parley.jpa.presence.StatusChoice;

/** What several nodes of a test share, at once and in order; nodes can die and the whole can be away. */
final class SharedInMemory {

    private final Map<Whereabouts, DevicesHere> places = new HashMap<>();
    private final Map<AccountId, StatusChoice> choices = new HashMap<>();
    private final List<AtNode> nodes = new ArrayList<>();
    private boolean away;

    SharedPresence node(String name) {
        AtNode node = new AtNode(name);
        nodes.add(node);
        doubt();
        return node;
    }

    void kill(String name) {
        nodes.removeIf(node -> node.name.equals(name));
        doubt();
    }

    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    private void doubt() {
        nodes.forEach(node -> node.readers.forEach(SharedPresence.Reader::doubt));
    }

    private void check() {
        if (away) {
            throw new IllegalStateException("away");
        }
    }

    private final class AtNode implements SharedPresence {

        private final String name;
        private final List<Reader> readers = new ArrayList<>();

        private AtNode(String name) {
            this.name = name;
        }

        @Override
        public void open(Reader reader) {
            readers.add(reader);
        }

        @Override
        public String node() {
            return name;
        }

        @Override
        public Collection<String> nodes() {
            return nodes.stream().map(AtNode::node).toList();
        }

        @Override
        public boolean available() {
            return !away;
        }

        @Override
        public Picture read() {
            check();
            return new Picture(Map.copyOf(places), Map.copyOf(choices));
        }

        @Override
        public void here(Map<AccountId, DevicesHere> accounts) {
            check();
            accounts.forEach((account, devices) -> {
                Whereabouts where = new Whereabouts(account, name);
                places.put(where, devices);
                nodes.forEach(node -> node.readers.forEach(reader -> reader.here(where, devices)));
            });
        }

        @Override
        public void gone(Set<Whereabouts> left) {
            check();
            left.forEach(where -> {
                places.remove(where);
                nodes.forEach(node -> node.readers.forEach(reader -> reader.gone(where)));
            });
        }

        @Override
        public void chose(AccountId account, StatusChoice choice) {
            check();
            choices.put(account, choice);
            nodes.forEach(node -> node.readers.forEach(reader -> reader.chose(account, choice)));
        }
    }
}
