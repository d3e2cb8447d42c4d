package chat.parley.bench.load;

/**
 * The {@code send} frames of one sender. All of them have the same length, so one array serves for all: only the places
 * of the message's UUID, its {@code ref} and its stamp change.
 */
final class SendFrame {

    /** A {@code ref} is this and the time the message was due at: sixteen digits, and the answer says how old it is. */
    private static final long REF = 1_000_000_000_000_000L;

    private final byte[] frame;
    private final int run;
    private final int room;
    private final int sender;
    private final int uuidTail;
    private final int ref;
    private final int stamp;

    SendFrame(int run, int room, int sender, long conversation, int body) {
        this.run = run;
        this.room = room;
        this.sender = sender;
        String uuidHead = "%08x-%04x-4%03x-8%03x-".formatted(run, room, sender >>> 12, sender & 0xfff);
        String head = "{\"type\":\"send\",\"conversation\":" + conversation + ",\"id\":\"" + uuidHead;
        String middle = "\",\"ref\":";
        String beforeBody = ",\"body\":\"";
        String text = head + "0".repeat(12) + middle + REF + beforeBody + "x".repeat(body) + "\"}";
        frame = FrameWriter.frame(FrameWriter.TEXT, Lines.bytes(text));
        int start = frame.length - text.length();
        uuidTail = start + head.length();
        ref = uuidTail + 12 + middle.length();
        stamp = ref + 16 + beforeBody.length();
    }

    /** The frame of a message. The array is the same each time. */
    byte[] of(int number, long due) {
        Stamp.hex(frame, uuidTail, number, 12);
        long digits = REF + due;
        for (int i = ref + 15; i >= ref; i--) {
            frame[i] = (byte) ('0' + digits % 10);
            digits /= 10;
        }
        new Stamp(run, room, sender, number, due).write(frame, stamp);
        return frame;
    }

    /** When the message was due that an answer with this {@code ref} is about; negative if it is about another frame. */
    static long due(long ref) {
        return ref - REF;
    }
}
