package chat.parley.it.architecture.broken.ejb.search;

/** Waits and hopes. */
class SleepBreaker {
    void doze() throws InterruptedException {
        Thread.sleep(1);
    }
}
