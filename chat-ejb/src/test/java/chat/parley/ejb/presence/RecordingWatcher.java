package chat.parley.ejb.presence;

import java.util.ArrayList;
import java.util.List;

import chat.parley.jpa.identity.AccountId;

/** A watcher that remembers of whom it heard. */
final class RecordingWatcher implements PresenceWatcher {

    private final List<AccountId> heard = new ArrayList<>();
    private final List<AccountId> heardOfThemselves = new ArrayList<>();
    private int heardOfAll;

    @Override
    public synchronized void changed(AccountId account) {
        heard.add(account);
    }

    @Override
    public synchronized void changedToSelf(AccountId account) {
        heardOfThemselves.add(account);
    }

    @Override
    public synchronized void changedAll() {
        heardOfAll++;
    }

    /** Of whom was heard since the last time this was asked. */
    synchronized List<AccountId> news() {
        List<AccountId> news = List.copyOf(heard);
        heard.clear();
        return news;
    }

    /** Who was to hear of themselves alone. */
    synchronized List<AccountId> newsToSelf() {
        return List.copyOf(heardOfThemselves);
    }

    int timesOfAll() {
        return heardOfAll;
    }
}
