package chat.parley.it.history;

import org.jspecify.annotations.Nullable;

/**
 * A rule that was broken.
 *
 * @param client who saw it, or null where the log alone shows it
 * @param number the message's or the change's number, 0 where there is none
 * @param detail what was expected and what was there
 */
public record Violation(Rule rule, @Nullable String client, long conversation, long number, String detail) {

    @Override
    public String toString() {
        String where = "conversation " + conversation + (number == 0 ? "" : " number " + number);
        String who = client == null ? "" : " client " + client;
        return rule + ": " + where + who + ": " + detail;
    }
}
