package chat.parley.it.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What {@code docker/Dockerfile} says. */
public final class ImageFile {

    private static final Pattern INSTRUCTION = Pattern.compile("^([A-Z]+)\\s+(.*)$");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern VARIABLE = Pattern.compile("(\\w+)=(\\S+)");

    /**
     * One line of it, or several that are one.
     *
     * @param word what is done, in capitals
     */
    record Instruction(String word, String rest) {

        /** What it runs, where that is a list of words and no shell is in between. */
        List<String> words() {
            return WORD.matcher(rest).results().map(found -> found.group(1)).toList();
        }
    }

    private final List<Instruction> instructions;

    private ImageFile(List<Instruction> instructions) {
        this.instructions = instructions;
    }

    /** The one that is shipped. */
    public static ImageFile read() {
        try {
            return new ImageFile(Files.readString(ComposeFile.DIRECTORY.resolve("Dockerfile"))
                    .replaceAll("(?m)^\\s*#.*\\R", "")
                    .replaceAll("\\\\\\R\\s*", "")
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> {
                        MatchResult found = INSTRUCTION
                                .matcher(line)
                                .results()
                                .findFirst()
                                .orElseThrow(() -> new IllegalStateException("no instruction: " + line));
                        return new Instruction(found.group(1), found.group(2));
                    })
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it. */
    List<Instruction> instructions() {
        return instructions;
    }

    /** The last stage: what becomes the image. */
    List<Instruction> image() {
        int last = instructions.stream().map(Instruction::word).toList().lastIndexOf("FROM");
        return instructions.subList(last, instructions.size());
    }

    /** The one instruction of the image that does this. */
    Instruction only(String word) {
        List<Instruction> all =
                image().stream().filter(line -> line.word().equals(word)).toList();
        if (all.size() != 1) {
            throw new IllegalStateException(word + " in the image: " + all);
        }
        return all.getFirst();
    }

    /** What a container starts. */
    public List<String> entryPoint() {
        return only("ENTRYPOINT").words();
    }

    /** What tells whether it is well. */
    public List<String> healthCheck() {
        return only("HEALTHCHECK").words();
    }

    /** The user it runs as. */
    public String user() {
        return only("USER").rest();
    }

    /** What it is told in the environment. */
    public Map<String, String> environment() {
        return VARIABLE.matcher(only("ENV").rest())
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
    }
}
