package chat.parley.bench.machine;

/**
 * A line of {@code /proc/<pid>/stat} (proc_pid_stat(5)), as far as it is about time.
 *
 * @param ticks processor time in hundredths of a second: its own and that of its ended children
 */
record ProcessStat(long pid, long parent, long ticks) {

    /** What the kernel counts in, whatever the processor does. */
    static final double TICKS_A_SECOND = 100;

    private static final int PARENT = 1;
    private static final int FIRST_TIME = 11;
    private static final int LAST_TIME = 14;

    /** Reads a line. The program's name stands in brackets and may contain anything, brackets too. */
    static ProcessStat parse(String line) {
        int nameEnd = line.lastIndexOf(')');
        String[] fields = line.substring(nameEnd + 2).split(" ", -1);
        long ticks = 0;
        for (int i = FIRST_TIME; i <= LAST_TIME; i++) {
            ticks += Long.parseLong(fields[i]);
        }
        long pid = Long.parseLong(line.substring(0, line.indexOf(' ')));
        return new ProcessStat(pid, Long.parseLong(fields[PARENT]), ticks);
    }
}
