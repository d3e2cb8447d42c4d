package chat.parley.launcher;

/** How the command line ends; {@code docs/operations.md} has the table. Numbers are never given a second meaning. */
public enum ExitCode {
    OK(0),
    /** Something that we did not think of; the line on standard error says what. */
    UNEXPECTED(1),
    /** The command line makes no sense. */
    USAGE(2),
    /** Nothing runs here that could be asked. */
    NOT_RUNNING(3),
    PORT_TAKEN(10),
    /** No JDK 25; also given by the script {@code parley}. */
    NO_JDK(11),
    /** No Node.js to build the web client with; given by the script {@code parley}. */
    NO_NODE_JS(12),
    /** The sources do not build, or were not built; also given by the script {@code parley}. */
    NOT_BUILT(13),
    DISK_FULL(14),
    /** The data directory was written by another PostgreSQL. */
    OTHER_VERSION(15),
    DATABASE_FAILED(16),
    NODE_FAILED(17),
    /** PostgreSQL does not run as root, and there is no way around it here. */
    ROOT(18),
    /** Demo people are only for machines that nobody else reaches. */
    DEMO_REFUSED(19),
    /** The server said no, and why. */
    REFUSED(20),
    /** It runs already, but otherwise than asked for. */
    RUNS_OTHERWISE(21),
    /** What was to be verified is not as it was written. */
    NOT_GENUINE(22);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** What the process ends with. */
    public int number() {
        return number;
    }
}
