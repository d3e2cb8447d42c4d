package chat.parley.launcher;

import org.jspecify.annotations.Nullable;

/** Why something cannot be started, asked or stopped: one line that says so, and what the process ends with. */
public final class LaunchException extends RuntimeException {

    private final ExitCode code;

    /** A reason in one line, for people. */
    public LaunchException(ExitCode code, String line) {
        this(code, line, null);
    }

    /** A reason in one line, for people, and what lies behind it. */
    public LaunchException(ExitCode code, String line, @Nullable Throwable cause) {
        super(line, cause);
        this.code = code;
    }

    /** What the process ends with. */
    public ExitCode code() {
        return code;
    }
}
