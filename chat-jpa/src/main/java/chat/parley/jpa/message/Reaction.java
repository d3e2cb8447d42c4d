package chat.parley.jpa.message;

import java.util.List;

import chat.parley.jpa.identity.AccountId;

/**
 * What people have answered a message with, in one sign.
 *
 * @param accounts the first {@value #MOST_NAMED} of them, in the order in which they did
 * @param count how many all in all
 */
public record Reaction(String emoji, List<AccountId> accounts, long count) {

    /** So many are named with the message; the others are asked for. */
    public static final int MOST_NAMED = 20;
}
