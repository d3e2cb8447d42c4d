package chat.parley.launcher;

import java.util.Optional;

/** The PostgreSQL that nodes use: our own, or one that somebody else runs. */
public sealed interface DatabaseServer permits EmbeddedDatabase, ExternalDatabase {

    /**
     * Sees to it that it can be used.
     *
     * @throws LaunchException if it cannot
     */
    void start();

    /** Stops it, if it is ours to stop. */
    void stop();

    /** Its first process, if it is ours and runs. */
    Optional<ProcessMark> mark();

    /** Where it is, as JDBC says it. */
    String url();

    /** What nodes sign in with. */
    DatabaseLogin login();

    /** What the schema belongs to, and migrates it; the same where nobody parts them. */
    DatabaseLogin owner();
}
