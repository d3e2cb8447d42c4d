package chat.parley.bench.load;

/**
 * What the body of a message says of it, in digits of fixed width so that it is found and read without parsing JSON:
 * {@code ~run.room.sender.number.due~}, hexadecimal.
 *
 * @param run tells the messages of this run from older ones in the same conversation
 * @param number 0, 1, 2 … for each sender
 * @param due when it should have been sent, in nanoseconds since the run's start
 */
record Stamp(int run, int room, int sender, int number, long due) {

    /** The length of a stamp. */
    static final int BYTES = 2 + 8 + 1 + 4 + 1 + 4 + 1 + 8 + 1 + 12;

    private static final byte[] DIGITS = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };

    /** Writes the stamp; the array must have room for it. */
    void write(byte[] target, int at) {
        int place = at;
        target[place++] = '~';
        place = hex(target, place, run & 0xffffffffL, 8);
        target[place++] = '.';
        place = hex(target, place, room, 4);
        target[place++] = '.';
        place = hex(target, place, sender, 4);
        target[place++] = '.';
        place = hex(target, place, number, 8);
        target[place++] = '.';
        place = hex(target, place, due, 12);
        target[place] = '~';
    }

    /** Reads the stamp that begins here; what is no stamp gives one of another run. */
    static Stamp read(byte[] bytes, int at) {
        return new Stamp(
                (int) hex(bytes, at + 1, 8),
                (int) hex(bytes, at + 10, 4),
                (int) hex(bytes, at + 15, 4),
                (int) hex(bytes, at + 20, 8),
                hex(bytes, at + 29, 12));
    }

    /** Writes a number in hexadecimal digits; answers the place after it. */
    static int hex(byte[] target, int at, long value, int digits) {
        for (int i = 0; i < digits; i++) {
            target[at + i] = DIGITS[(int) (value >>> (4 * (digits - 1 - i))) & 15];
        }
        return at + digits;
    }

    private static long hex(byte[] bytes, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            byte b = bytes[i];
            value = (value << 4) | ((b <= '9' ? b - '0' : b - 'a' + 10) & 15);
        }
        return value;
    }
}
