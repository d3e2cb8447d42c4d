package chat.parley.ejb.archive;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** The name of an object: also a path below a directory that cannot lead out of it. */
record ObjectName(String text) {

    private static final int LONGEST = 200;
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*");

    ObjectName {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("no name of an object: " + text);
        }
    }

    Path below(Path directory) {
        return directory.resolve(text);
    }
}
