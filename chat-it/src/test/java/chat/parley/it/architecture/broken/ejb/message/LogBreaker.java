package chat.parley.it.architecture.broken.ejb.message;

/** Talks to nobody. */
class LogBreaker {
    void say() {
        System.out.println("nobody reads this");
    }
}
