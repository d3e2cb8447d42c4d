package chat.parley.jpa.database;

import java.util.Map;

/**
 * Texts of old messages that have moved out of the database: of such a message the row stays, without its text and with the
 * number of the segment of the archive in which that lies.
 */
public interface MovedTexts {

    /** Where nothing ever moved. */
    MovedTexts NONE = (conversation, seqs) -> {
        throw new IllegalStateException("nobody here can read what has moved");
    };

    /**
     * The texts of these messages by number, of each that there is; also of those that were brought back meanwhile. It
     * fails as a whole if one of them cannot be read.
     */
    Map<Long, String> read(long conversation, long[] seqs);
}
