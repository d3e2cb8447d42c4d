package chat.parley.launcher;

/** Is told what happens, in words for people. */
@FunctionalInterface
public interface Progress {

    /** One step begins. */
    void step(String what);
}
